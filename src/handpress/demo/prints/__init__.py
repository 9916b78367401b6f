"""Linocuts made by arithmetic: plates, gouge strokes, and the scenes cut with them."""
