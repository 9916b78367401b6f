"""What the first lines of a request must be for it to be one (RFC 9112, 3.2; RFC 9110, 9.1)."""

from __future__ import annotations

import re
from typing import Any

_HOST = re.compile(r"[A-Za-z0-9._~%!$&'()*+,;=\-]+(?::\d*)?|\[[0-9A-Fa-f:.]+\](?::\d*)?")


def is_proper(scope: Any) -> bool:
    """Whether the method is a word in capitals, and the request names one host, as HTTP/1.1 wants it.

    `scope`: of the interface RSGI.
    """
    if not scope.method.isupper():
        return False
    hosts = scope.headers.get_all("host")
    if len(hosts) == 1:
        return _HOST.fullmatch(hosts[0]) is not None
    return not hosts and scope.http_version != "1.1"
