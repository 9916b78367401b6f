"""Plain Python that every floor may use: files, text, addresses, the clock."""
