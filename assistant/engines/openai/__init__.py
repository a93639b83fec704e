"""The prompt engine: asks a chat model narrowly, and holds what it answers by the checks."""
