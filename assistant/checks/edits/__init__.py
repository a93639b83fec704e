"""Whether an edit may stand."""
