"""Crashes: one module each; what was accepted before, meanwhile and after is there once, and the tree is whole."""
