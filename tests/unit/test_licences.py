"""The terms of a licence are no prose of the article that carries them."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text

FIRST = "Every house of the hill pays $4 a month to the mill."
LAST = "The council permits no copies of the rent book, and said so in May."


@pytest.mark.parametrize(
    "terms",
    [
        "Permission is hereby granted, free of charge, to any person obtaining a copy of this.",
        "The software is provided “as is”, without warranty of any kind.",
        "Redistribution and use in source and binary forms, with or without change, are allowed.",
        'Licensed under the Apache License, Version 2.0 (the "License").',
        "This program is free software: you can redistribute it and/or modify it.",
        "It is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY.",
        "Permission to copy this list is granted to the houses of Marsh Hill, with this notice.",
    ],
)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_terms_are_left_out(terms: str, path: str) -> None:
    """And the line of copyright beside them; the article is not."""
    text = f"{FIRST}\n\nCopyright 2019 The Town of Marsh Hill\n\n{terms}\n\n{LAST}\n"
    article = read_text(text, path=path)
    assert [article.slice(span) for _, _, span in article.sentences()] == [FIRST, LAST]
    assert article.title == ""


def test_an_article_about_licences_is_read() -> None:
    """What only speaks of them are no terms."""
    text = (
        "The council chose the Apache License for its map.\n\n"
        "The software is provided to houses by the mill, and copyright stays with the town.\n"
    )
    article = read_text(text)
    assert len(list(article.sentences())) == 2
