"""The `handpress` command."""
