"""Edu-V Results API 2.1: results of one test for one or more pupils, as JSON."""
