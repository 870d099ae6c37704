"""An answer written by a model: what the model is sent, and how what it writes is read."""
