"""The pages, a module for each part of an office's work."""
