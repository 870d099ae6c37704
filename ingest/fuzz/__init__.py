"""Hostile input made by the thousand: every reader reads it, or says why not, in bounded time and memory.

A tool for whoever works on Dateline (``make fuzz``), which no command of it uses.
"""
