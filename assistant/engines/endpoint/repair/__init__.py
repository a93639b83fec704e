"""Repair by an endpoint: what is asked, what is answered, and the edits that come of it."""
