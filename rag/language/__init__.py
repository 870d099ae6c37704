"""English as the checks read it: words, names, numbers, days, and what a sentence says of them. Pure."""
