"""Mail in plain Python: composing a message, handing it to a server."""
