"""Ingests killed at random moments and begun again: the store must come out as if nothing had happened.

A tool for whoever works on Dateline (``make kill``), which no command of it uses.
"""
