"""The `handpress` command. Nothing here imports Django before a command needs it."""
