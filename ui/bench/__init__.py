"""A load test of the whole server: many users at once against a chat model that takes its time."""
