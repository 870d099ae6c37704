"""Copies of one text under several outlets are one story: how they are recognised."""
