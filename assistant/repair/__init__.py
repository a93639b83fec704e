"""Restoring garbled wording: candidates for what stood there, and which of them, if any."""
