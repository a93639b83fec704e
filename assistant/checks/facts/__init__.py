"""Facts: `extraction` reads those of a text, `comparison` says what an edit does to them."""
