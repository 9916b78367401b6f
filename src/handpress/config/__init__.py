"""Settings, addresses and the publication file."""
