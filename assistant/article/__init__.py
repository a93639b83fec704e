"""Articles: text and structure, read from bytes without loss, and faults of the structure."""
