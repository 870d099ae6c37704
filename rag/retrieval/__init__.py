"""How the right passage of the right day is found."""
