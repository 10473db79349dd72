"""The offices at work in a real browser."""
