"""Hostile input made by the thousand: every reader reads it, or says why not, in bounded time and memory."""
