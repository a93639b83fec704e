"""Loaded words: `lexicon` lists them, `loaded_words` finds them, `rewording` mends them."""
