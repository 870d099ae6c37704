"""Asking every case of a dataset: how a run goes, and the folder it is kept in."""
