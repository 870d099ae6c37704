"""How things are said and shown at every door: days, labels, problems, other people's text, the frame of a page."""
