"""The press worker: an entry of the supervisor's, or `python -m handpress.press.worker` with HANDPRESS_DIR set."""

from __future__ import annotations

import logging
import os
import signal

import django


def main() -> None:
    """Press until SIGTERM, in a process that has no Django yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    django.setup()
    serve()


def serve() -> None:
    """Press until SIGTERM."""
    from handpress.press.presser import Presser  # models are ready only now

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    presser = Presser()
    signal.signal(signal.SIGTERM, presser.stop)
    signal.signal(signal.SIGINT, presser.stop)
    presser.serve()


if __name__ == "__main__":
    main()
