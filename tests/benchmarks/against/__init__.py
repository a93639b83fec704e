"""Ours beside an earlier revision and beside other programs, in turn, by processor seconds."""
