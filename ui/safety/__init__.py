"""What makes the server safe to leave running: who may ask, from which pages, how much, and how it ends."""
