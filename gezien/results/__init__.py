"""Instrument, Result and the delivery it came with."""
