"""A toy engine: the smallest one that hangs on the house."""
