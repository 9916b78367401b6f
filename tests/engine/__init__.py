"""What holds with an engine that hangs on the house; `tests/journeys/test_engine.py` runs it with one."""
