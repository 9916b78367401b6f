"""Handpress: the publishing system of an independent online magazine."""

__version__ = "0.1.0"
