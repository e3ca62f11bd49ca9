"""Folders that people drop files into: what is in them, what is to be read, and reading it. Never changes a file."""
