"""Pages of our own beside the chat: an article, a timeline, what is covered, the library. HTML made on the server."""
