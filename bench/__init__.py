"""The benchmark: `make bench`, or `python -m bench --articles 100000`. Peers run on the same corpus beside ours."""
