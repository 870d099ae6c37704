"""The chat: one page in Gradio, its conversation, and the HTML of what it shows."""
