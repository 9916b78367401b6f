"""A process behind a Unix socket that answers at once: what is measured before it is the handing on alone."""

from __future__ import annotations

import asyncio
import sys

BODY = b"<!doctype html><title>An answer</title>" + b"x" * 2000
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


async def turn(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection, for as long as it is used."""
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main(socket: str) -> None:
    """Until it is ended."""
    async with await asyncio.start_unix_server(turn, socket) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
