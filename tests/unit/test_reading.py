"""What the language model reads of an article is what a person reads of it."""

from __future__ import annotations

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.language.thesaurus import wordnet
from assistant.repair.passage import Passage
from assistant.repair.reading import lines


def _passages(source: str) -> tuple[Article, list[Passage]]:
    article = read_text(source, format=MARKDOWN)
    found = lines(article, quotations(article), wordnet())
    return article, [line.passage for _, line in found]


def test_no_markup_is_read() -> None:
    """Neither targets of links, nor tags, shortcodes, formulas, signs or what is struck out."""
    _, found = _passages(
        "The **boat** [sank](https://x.example/grouping 'T') at <b id='a'>noon</b>[^1].\n\n"
        "{{< figure src='grouping.jpg' >}}\n\n"
        "~~Forty~~ Fourteen at the caf&eacute; paid $x_{1} = 2$ as of May.\n"
    )
    assert [passage.text() for passage in found] == [
        "The boat sank at noon.",
        "Fourteen at the café paid as of May.",
    ]


def test_what_is_chosen_lands_between_the_marks() -> None:
    """Words know their place in the source; a phrase that markup parts is none."""
    article, (passage,) = _passages("The fish &amp; **loss** leaders stop _alien_ boats here.\n")
    for members in passage.groups:
        span = article.source[members.start : members.end]
        assert not {"*", "_", "&"} & set(span)
        assert passage.between(members.start, members.end)[1] == span
    before, here, after = passage.between(*_place(article.source, "alien"))
    assert (before, here, after) == ("The fish & loss leaders stop ", "alien", " boats here.")
    assert [word.joined for word in passage.run[:5]] == ["", " ", "", "", " "]


def _place(source: str, text: str) -> tuple[int, int]:
    start = source.index(text)
    return start, start + len(text)


def test_a_word_with_markup_in_it_is_left_alone() -> None:
    """An edit of it would break the markup."""
    article, (passage,) = _passages("The un**believ**able boats of al&shy;ien make sank here.\n")
    marked = {
        number
        for number, word in enumerate(passage.run)
        if set("*&") & set(article.source[word.start : word.end])
    }
    assert marked
    touched = {word.start for m in passage.groups for o in m.options for word in o.span.run}
    assert not touched & {passage.run[number].start for number in marked}
