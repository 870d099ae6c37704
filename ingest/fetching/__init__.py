"""How an address is fetched: which may be asked, when, over which connection, within which limits."""
