"""A publication in one file, taken while it runs, and a publication made of such a file again."""
