"""Measurements: `make bench` for the pages, `python -m bench.servers` for the choice of the server."""
