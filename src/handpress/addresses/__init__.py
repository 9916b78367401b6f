"""Every public path: who has or had it, where it leads, what it answers. Records are known by their keys only."""
