"""Repair articles garbled by word-spinning software, and show every change."""

__version__ = "0.1.0"
