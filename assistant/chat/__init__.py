"""Talking to a chat endpoint."""
