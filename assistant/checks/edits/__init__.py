"""Rewrites: `structure` holds a sentence to itself, `judge` says whether an edit may stand."""
