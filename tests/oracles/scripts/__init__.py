"""Scripts that run in the Python of another program, so that no test imports them."""
