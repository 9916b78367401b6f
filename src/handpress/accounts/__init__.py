"""Signing in to the desk: failures that are counted, second factors, passkeys, sessions."""
