"""All of it as one file for a browser: read without a network, found by its own search, and nothing in it that runs."""
