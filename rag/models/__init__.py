"""What computes: embedding models and chat models."""
