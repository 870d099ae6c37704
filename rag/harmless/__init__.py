"""What keeps hostile text harmless: markers, orders to machines, markup, and what may be shown. Pure."""
