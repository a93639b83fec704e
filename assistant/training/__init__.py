"""Trains the reader: a small encoder that sees garbled words and guesses what stood there.

    python -m tests.tools.thesauri                    gathers the thesauri that spinners use
    python -m assistant.training try --corpus DIR     a hundred steps, to see that all is well
    python -m assistant.training train --corpus DIR   trains; a second call resumes
    python -m assistant.training export               writes the int8 weights that ship
    python -m assistant.training evaluate MODEL …     detection and guesses of an export
    python -m assistant.training pack --corpus DIR    shards and base weights for a bare GPU
    python -m assistant.training train --shards DIR --device cuda --minutes 8

It needs the extra `train` (torch) and is no part of the wheel. Clean text is corrupted as the
world's spinners do it (`corruption`), turned into token ids of 16 bits with a label for each
word (`labels`, `rows`), read in windows that depend on nothing but the seed (`windows`), and
learned (`network`, `loop`). State lies in `training/` of the user's cache folder.
"""
