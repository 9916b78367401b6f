"""The inbox in the desk."""
