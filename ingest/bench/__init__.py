"""Measuring what reading the news costs: speed, memory, growth, and llama-index's own pipeline beside it."""
