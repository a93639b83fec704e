"""What an edit does to the facts of a text."""
