"""Every public page: what it reads and its template."""
