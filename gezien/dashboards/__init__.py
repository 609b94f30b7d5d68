"""Figures for school and board; reads only."""
