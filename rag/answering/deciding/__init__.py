"""Whether there is an answer: before one is made, from the hits; after, from what it says."""
