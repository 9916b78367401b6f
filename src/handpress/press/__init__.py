"""The incremental publisher: engine, ledger, outbox, worker, server."""
