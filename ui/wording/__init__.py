"""How things are said and shown at every door: days, labels, troubles, other people's text."""
