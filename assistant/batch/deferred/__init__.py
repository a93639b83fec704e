"""Batches whose questions go to an endpoint in files, and whose answers come within a day."""
