"""English: words, sentences, names, numbers, dates, inflection, spelling and thesauri."""
