"""How articles are worked on, several at a time: one file a way."""
