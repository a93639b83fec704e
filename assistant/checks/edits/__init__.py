"""Rewrites: `structure` holds a sentence to itself, `judge` says whether an edit may stand,
`spun` whether it takes back what a spinner did to a fact.
"""
