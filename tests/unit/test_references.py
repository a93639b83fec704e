"""The reference takeaways of the seeds, and how summaries are held against them."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.model import BlockKind
from tests.benchmarks import corpus, speed, takeaways
from tests.benchmarks.takeaways import REFERENCES, covered, reference, states, tuned

DOCUMENTS = list(corpus.seeds())
_BODY = {BlockKind.PARAGRAPH, BlockKind.QUOTATION}


def test_each_article_has_a_reference() -> None:
    """And each reference an article."""
    assert {path.stem for path in REFERENCES.iterdir()} == {d.stem for d in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_a_reference_is_well_formed(document: corpus.Document) -> None:
    """Three takeaways of 15 to 30 words; each fact stands in one sentence of the body alone."""
    wanted = reference(document.stem)
    article = read_text(document.text)
    body = [
        " ".join(article.slice(span).split())
        for _, block, span in article.sentences()
        if block.kind in _BODY
    ]
    assert len(wanted.takeaways) == 3
    assert all(15 <= len(each.split()) <= 30 for each in wanted.takeaways)
    assert 6 <= len(wanted.facts) <= 8
    assert all(2 <= len(fact) <= 4 for fact in wanted.facts)
    for fact in wanted.facts:
        assert [fact, sum(states(sentence, fact) for sentence in body)] == [fact, 1]


def test_a_fact_is_covered_by_one_sentence() -> None:
    """All of its words in it, whole, whatever their case."""
    fact = ["clinic", "$2.1 million"]
    assert covered([fact], ["It is new.", "The Clinic costs $2.1 million."]) == 1
    assert covered([fact], ["The clinic is new.", "It costs $2.1 million."]) == 0
    assert covered([fact], ["The clinics cost $2.1 million."]) == 0
    assert covered([fact, ["new"]], ["It is new."]) == 0.5


def test_the_halves_are_even_and_stay() -> None:
    """Whatever the order of the names."""
    names = [document.name for document in DOCUMENTS]
    known = tuned(names)
    assert len(known) == len(names) // 2
    assert tuned(reversed(names)) == known


@pytest.mark.parametrize("name", ["local", "lead-3", "lead, as long as local", "random 3"])
def test_what_is_compared_gives_sentences_of_the_body(name: str) -> None:
    """None of the title, the headings and the article's own takeaways."""
    article = read_text(
        "A Title of the Day\n\nQuick Takeaways\n\n• The own takeaway stands here.\n\n"
        "The council voted on Monday to close the old harbor. Mayor Ann Webb signed an order.\n\n"
        "A Heading Here\n\nA ferry will leave from Wick in May. Boats will go to Stell Point.\n"
    )
    for summary in takeaways.SUMMARISERS[name](article):
        assert len(summary) == 3
        assert all(sentence in article.source for sentence in summary)
        assert not {"The own takeaway stands here."} & set(summary)


def test_what_is_not_installed_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, and the speed is measured nevertheless."""
    monkeypatch.setattr(takeaways, "find_spec", lambda _: None)
    monkeypatch.setattr(speed, "table", lambda: "(seconds)")
    takeaways.main()
    told = capsys.readouterr().out
    assert "rouge-score and sumy not installed (pip install '.[bench]'), left out\n" in told
    assert "(seconds)" in told
    assert "ROUGE" not in told


def test_the_long_article_has_a_thousand_words() -> None:
    """And not many more."""
    assert speed.WORDS <= len(speed.long_article().split()) < speed.WORDS + 100
