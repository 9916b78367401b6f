"""What readers send: the views behind the endpoints, in a process of their own that knows no cookie and no desk."""
