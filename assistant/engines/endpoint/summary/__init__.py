"""Summaries by an endpoint: what is asked, what is answered, and what of it stands."""
