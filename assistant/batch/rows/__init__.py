"""Articles in rows of tables: read, and written again with nothing else changed."""
