"""Readers write to the editors: a form, an inbox in the desk, and what becomes of each letter."""
