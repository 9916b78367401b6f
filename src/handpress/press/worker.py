"""The press worker as a process: `python -m handpress.press.worker`, with HANDPRESS_DIR set."""

from __future__ import annotations

import logging
import os
import signal

import django


def main() -> None:
    """Press until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    django.setup()
    from handpress.press.presser import Presser  # models are ready only now

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    presser = Presser()
    signal.signal(signal.SIGTERM, presser.stop)
    signal.signal(signal.SIGINT, presser.stop)
    presser.serve()


if __name__ == "__main__":
    main()
