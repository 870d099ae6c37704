"""Ingests killed at random moments and begun again: the store must come out as if nothing had happened."""
