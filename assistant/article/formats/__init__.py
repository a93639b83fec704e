"""How articles are written down: one file a format, and the registry that finds it."""
