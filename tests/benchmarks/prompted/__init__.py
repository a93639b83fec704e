"""The prompt engine and a model: what the machinery loses, and what it lets in.

`texts` are the articles, `models` all that can answer for one, `tally` what is counted,
`machinery` speed and misbehaviour; ``python -m tests.benchmarks.prompted`` prints the tables.
"""
