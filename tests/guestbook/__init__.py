"""A guestbook under every article: the smallest engine that hangs on the house by all its hooks. docs/engines.md."""
