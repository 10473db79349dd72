"""The pages, asked for as a browser asks, and in a browser."""
