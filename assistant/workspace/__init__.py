"""The application without a terminal: opening, repairing, deciding, saving and writing articles."""
