"""Passages: splicing of what was chosen, and the text around a group."""

from __future__ import annotations

from assistant.article.visible import VisibleText
from assistant.language.thesaurus import SynonymSet, Thesaurus
from assistant.language.tokens import words
from assistant.repair.candidates import Finder
from assistant.repair.passage import Passage, group

_THESAURUS = Thesaurus(
    [
        SynonymSet("n", ("leader", "loss leader")),
        SynonymSet("v", ("reject", "freeze off")),
        SynonymSet("n", ("operation", "mathematical process")),
    ]
)


def _passage(text: str, start: int = 0) -> Passage:
    run = words(text, start)
    spans = Finder(_THESAURUS).spans(run, frozenset())
    return Passage(VisibleText.plain(text, start), run, group(spans))


def _choose(passage: Passage, original: str) -> int:
    for number, members in enumerate(passage.groups):
        for option, known in enumerate(members.options):
            if known.candidate.text == original:
                passage.chosen[number] = option
                return number
    raise AssertionError(original)


def test_suspects_that_overlap_are_one_group() -> None:
    """Of a phrase and the word within it at most one can be put right."""
    passage = _passage("The loss leaders froze off it")
    assert [(g.start, g.end) for g in passage.groups] == [(4, 16), (17, 26)]


def test_the_text_has_what_was_chosen() -> None:
    """Offsets are those of the article, white space is folded."""
    passage = _passage("The loss  leaders froze off\nit", start=100)
    _choose(passage, "leaders")
    _choose(passage, "rejected")
    assert passage.text() == "The leaders rejected it"


def test_a_group_is_seen_in_the_text_as_repaired_elsewhere() -> None:
    """Before and behind it stands what was chosen, in its place the source or an option."""
    passage = _passage("The loss leaders froze off it")
    _choose(passage, "leaders")
    verb = _choose(passage, "rejected")
    assert passage.around(verb, None) == ("The leaders ", "froze off", " it")
    assert passage.around(verb, passage.chosen[verb]) == ("The leaders ", "rejected", " it")


def test_an_option_may_need_the_other_indefinite_article() -> None:
    """The a before it is then part of the edit."""
    passage = _passage("This is a mathematical process here")
    number = _choose(passage, "operation")
    assert passage.edits() == [(8, 30, "an operation")]
    assert passage.around(number, passage.chosen[number]) == ("This is ", "an operation", " here")
