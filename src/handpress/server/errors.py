"""What keeps the server from starting; each message names the remedy."""

from __future__ import annotations


class ServerError(Exception):
    """Base of the server's errors: a stable `code`, and whether waiting may help (`retry`)."""

    code = "server"
    retry = False


class AlreadyRunning(ServerError):
    """Another supervisor holds this publication."""

    code = "already_running"


class PortTaken(ServerError):
    """The address to serve on cannot be had."""

    code = "port_taken"
