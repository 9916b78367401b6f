"""Django's PostgreSQL, with what has no value sorted as SQLite sorts it: before everything, or last from the top."""
