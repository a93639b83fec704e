"""Whether a sentence of a summary rests on its evidence: `unsupported` asks every other check.

A check is a module with `problems(sentence, evidence)`; `figure_values` and `scopes` are what
several of them rest on.
"""
