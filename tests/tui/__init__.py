"""The desk, tested as an editor uses it."""
