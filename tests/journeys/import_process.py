"""An import in small batches that says how far it is, a line for each file; made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from handpress.importers import run  # noqa: E402  models are ready only now

run.BATCH = 10

if __name__ == "__main__":
    run.import_path(Path(sys.argv[1]), progress=lambda done, total: print(done, flush=True))
