"""The demonstration magazine: its manuscripts, its pictures and its legacy archive."""
