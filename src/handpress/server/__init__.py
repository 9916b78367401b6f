"""The embedded server: finished files to readers, everything else to the desk. Imports no Django."""
