"""Neutral summaries, every sentence of which rests on sentences of the article."""
