"""Loaded words, and their neutral forms."""
