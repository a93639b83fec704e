"""Many articles at once: what goes in, how it is worked through, and what comes out."""
