"""Bringing old archives in."""
