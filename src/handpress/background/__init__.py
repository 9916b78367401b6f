"""Work that nobody waits for: duties with a cadence, tasks in queues, and waking whoever does them."""
