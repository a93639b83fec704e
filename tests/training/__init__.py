"""The training command of the reader."""
