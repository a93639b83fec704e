"""Summaries of the local engine: the article's own sentences, each with its evidence."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.checks.facts import facts
from assistant.checks.support import unsupported
from assistant.summary import formats
from assistant.summary.extractive import summarise
from assistant.summary.passages import passages
from assistant.summary.standing import leans, unfit

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "clean").iterdir())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_sentence_rests_on_its_evidence(path: Path) -> None:
    """It states nothing that its spans do not, and stands alone where it is a takeaway."""
    article = read_text(path.read_text("utf-8"), path=path.name)
    summary = summarise(article)
    known = {passage.span: passage for passage in passages(article)}
    assert len(summary.takeaways) == 3
    assert sum(len(each.text.split()) for each in summary.abstract) <= 90
    for each in (*summary.takeaways, *summary.abstract):
        assert each.evidence
        evidence = [known[span].text for span in each.evidence]
        assert unsupported(each.text, evidence) == ()
        assert facts(each.text) <= facts(" ".join(evidence))
    for each in summary.takeaways:
        passage = known[each.evidence[0]]
        assert not leans(passage)
        assert not unfit(passage)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Will the ferry ever sail again this year?", "a question"),
        ("Click here to sign up for the weekly letter.", "a call to action"),
        ("The council should obviously have known of the risk.", "an opinion of nobody's"),
        ("We saw the boats come in at noon today.", "in the first person"),
        ("“It was cold and dark and nobody came,” he said.", "mostly a quotation"),
        ("The harbor was closed at noon after a storm.", ""),
    ],
)
def test_what_is_no_takeaway(text: str, reason: str) -> None:
    """Questions, calls, opinions of nobody's."""
    (passage,) = passages(read_text(f"Harbor Notes\n\n{text}\n"))
    assert unfit(passage) == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the plan was rejected by the council.", True),
        ("He told the council that it was over.", True),
        ("The move was rejected by the council of Ellery.", True),
        ("Ines Tarrow said that she would sign the plan.", False),
        ("The council rejected the plan on Monday night.", False),
    ],
)
def test_what_leans_on_the_sentence_before(text: str, expected: bool) -> None:
    """Pronouns and connectives at the start, unless a name stands before them."""
    (passage,) = passages(read_text(f"Harbor Notes\n\n{text}\n"))
    assert leans(passage) is expected


def test_the_forms_of_a_summary() -> None:
    """Numbers in text, footnotes in Markdown, offsets in JSON, which reads back the same."""
    article = read_text(SEEDS[0].read_text("utf-8"))
    summary = summarise(article)
    first = summary.takeaways[0]
    number = formats.sentence_numbers(article)[first.evidence[0]]
    assert f"{first.text} [{number}]" in formats.text(summary, article)
    assert f"[^{number}]: " in formats.markdown(summary, article)
    stored = json.loads(formats.dumps(summary))
    assert formats.from_json(stored) == summary


@given(st.lists(st.sampled_from(["The plan was made. ", "\n\n", "It ended! ", "? ", "Ann. "])))
def test_any_article_can_be_summarised(pieces: list[str]) -> None:
    """Also one in which there is nothing to say."""
    summarise(read_text("Title\n\n" + "".join(pieces) + "x"))


def test_it_is_quick() -> None:
    """An article of 1,000 words in under half a second."""
    text = " ".join(path.read_text("utf-8") for path in SEEDS[2:5])
    article = read_text(text)
    assert len(text.split()) > 1000
    summarise(article)
    begun = time.perf_counter()
    summarise(article)
    assert time.perf_counter() - begun < 0.5
