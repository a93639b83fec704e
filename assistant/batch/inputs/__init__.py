"""The articles that a batch is given: by paths, in folders, in tables, on standard input."""
