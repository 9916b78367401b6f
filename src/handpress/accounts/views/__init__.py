"""Pages of signing in: before it, one's own account, another's."""
