"""What reads garbled, and what may have stood there: a reader and a language model together."""
