"""Attacks: one module each, a function of a port that an attacker's process calls."""
