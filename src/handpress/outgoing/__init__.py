"""Mail that waits to be sent: a durable queue, committed with what caused it."""
