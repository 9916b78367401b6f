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


class EndpointTaken(ServerError):
    """Two endpoints of one name, or at one place."""

    code = "endpoint_taken"


class EndpointMalformed(ServerError):
    """A row of the table of endpoints cannot be used."""

    code = "endpoint_malformed"


class EngineMissing(ServerError):
    """A package that the publication's file names is not installed."""

    code = "engine_missing"
