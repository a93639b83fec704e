"""Whether a sentence of a summary rests on its evidence."""
