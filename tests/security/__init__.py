"""What was tried against the product, and must not work: one file a door."""
