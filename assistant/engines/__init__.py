"""Engines: what proposes edits and summaries."""
