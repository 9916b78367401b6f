"""`python -m handpress.cli` is the `handpress` command."""

from __future__ import annotations

from handpress.cli.main import main

main()
