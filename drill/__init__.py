"""Drills: `make drill`, or `python -m drill --short idle slow`. A publication is attacked and its processes killed.

Everything stays on loopback and is bounded in number and time. It uses the few lines that stand for an editor's
browser in `tests.journeys`, so it runs from a checkout, as the benchmark does.
"""
