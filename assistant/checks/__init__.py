"""What a rewrite or a summary may not do: alter facts, merge sentences, invent, take sides."""
