"""Choosing retrieval's and the answer's numbers: what a stage is worth, which weights, from which fit on to answer."""
