"""What is prose in a text, and what of it is none and is left alone.

`signs` says what a line by itself looks like, `lines` which lines of a text are prose, `runs`
finds whole lines of tags and modules before there are blocks, `blocks` tells a block by its look,
`licences` the terms of licences.
"""
