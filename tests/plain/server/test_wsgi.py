"""What an application on a socket is told of the port: a number, which Wagtail looks for its site by."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handpress.server.wsgi import with_port

SERVER = """
import sys
from pathlib import Path
from handpress.server.wsgi import serve

def application(environ, start_response):
    start_response("200 OK", [])
    return [environ["SERVER_PORT"].encode()]

serve(application, Path(sys.argv[1]), threads=1)
"""


@pytest.mark.parametrize(
    ("host", "scheme", "port"),
    [
        ("paper.example", "http", "80"),
        ("paper.example", "https", "443"),
        ("paper.example:8443", "https", "8443"),
        ("127.0.0.1:8000", "http", "8000"),
        ("[::1]", "http", "80"),
        ("[::1]:8000", "http", "8000"),
        ("paper.example:", "http", "80"),
        ("paper.example:٣", "http", "80"),
        ("", "http", "80"),
    ],
)
def test_the_port_is_that_of_the_host(host, scheme, port):
    told: dict[str, str] = {}
    application = with_port(lambda environ, start_response: told.update(environ))
    application({"HTTP_HOST": host, "HTTP_X_FORWARDED_PROTO": scheme, "SERVER_PORT": "/run/desk.sock"}, None)
    assert told["SERVER_PORT"] == port


def test_on_a_socket_there_is_a_port_too(tmp_path):
    place = tmp_path / "s"
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(place)])
    try:
        assert ask(place).endswith(b"8000")
    finally:
        process.terminate()
        process.wait(timeout=20)


def ask(place: Path) -> bytes:
    """What the server on the socket answers, once it is there."""
    for _try in range(200):
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(place))
            except OSError:
                time.sleep(0.05)
                continue
            client.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1:8000\r\n\r\n")
            return b"".join(iter(lambda: client.recv(4096), b""))
    raise AssertionError("the server never came")
