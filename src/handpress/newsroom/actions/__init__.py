"""One door for each write of the newsroom: the desk, the importers and the commands call these."""
