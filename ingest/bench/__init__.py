"""Measuring what reading the news costs: speed, memory, growth, and llama-index's own pipeline beside it.

A tool for whoever works on Dateline (``make bench-ingest``), which no command of it uses.
"""
