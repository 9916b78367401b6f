"""Django's SQLite, which wakes whoever waits for changes."""

FOLDER = "WAKES"  # the database's setting: the folder in which those listen who wait
