"""Summaries of the local engine: the article's own sentences, each with its evidence."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.facts.extraction import facts
from assistant.summary import formats, page
from assistant.summary.compression import variants
from assistant.summary.extractive import summarise
from assistant.summary.model import LENGTHS, SummarySentence, Unconfirmed, Wanted, applied
from assistant.summary.passages import passages, plain
from assistant.summary.ranking import ranking
from assistant.summary.self_contained import is_anaphoric, unsuitable
from assistant.summary.serialisation import from_json
from assistant.summary.takeaways import questions
from tests.support.timing import best

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
        assert questions(each, article) == ()
        named = " ".join(change.put for change in each.changes)
        new = facts(each.text) - facts(" ".join(evidence))
        assert all(fact.value in named for fact in new)
    for each in summary.takeaways:
        passage = known[each.evidence[0]]
        assert not unsuitable(passage)
        assert not is_anaphoric(replace(passage, text=each.text))


def test_a_sentence_is_told_as_it_is_seen() -> None:
    """Neither with markup nor with what is struck out; what holds nothing else is no sentence."""
    source = (
        "# Mill\n\n"
        "Nobody runs **`mill --stop`** at [`low`]({% link low.md %}#hill) water.\n\n"
        '[caption id="a"]![](x.jpg) The caf&eacute; [sic] took 10<sup>6</sup> litres.[/caption]\n\n'
        "~~Forty~~ Fourteen wrote to ann@mill.example[^1].\n\n"
        '{{< figure src="alien.jpg" title="Alien" >}}\n'
    )
    found = passages(read_text(source, format=MARKDOWN))
    assert [passage.text for passage in found] == [
        "Nobody runs mill --stop at low water.",
        "The café [sic] took 10⁶ litres.",
        "Fourteen wrote to ann@mill.example.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Will the ferry ever sail again this year?", "a question"),
        ("Click here to sign up for the weekly letter.", "a part of the page"),
        ("The council should obviously have known of the risk.", "an opinion of nobody's"),
        ("We saw the boats come in at noon today.", "in the first person"),
        ("“It was cold and dark and nobody came,” he said.", "mostly a quotation"),
        ("The harbor was closed at noon after a storm.", ""),
    ],
)
def test_what_is_no_takeaway(text: str, reason: str) -> None:
    """Questions, calls, opinions of nobody's."""
    (passage,) = passages(read_text(f"Harbor Notes\n\n{text}\n"))
    assert unsuitable(passage) == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the plan was rejected by the council.", True),
        ("He told the council that it was over.", True),
        ("The move was rejected by the council of Ellery.", True),
        ("Ines Tarrow said that she would sign the plan.", False),
        ("The council rejected the plan on Monday night.", False),
        ("The clinic is open at night, and it saves money.", False),
        ("The spokesman of the firm told them that it was over.", True),
        ("The researchers of the town said they were done.", False),
        ("In the night it rained for a week without a break.", True),
        ("At that time the harbor was closed to all ships.", True),
        ("There is no danger to the people of the town.", False),
        ("A clerk of the line was heard at his trial on Monday.", False),
        ("If it passed, this would limit the mayor to a term.", True),
        ("It was reported on Friday that the mill of Lund burned.", False),
        ("Only one mayor of the town served more than two.", True),
    ],
)
def test_what_leans_on_the_sentence_before(text: str, expected: bool) -> None:
    """Pronouns and connectives at the start, unless a name stands before them."""
    (passage,) = passages(read_text(f"Harbor Notes\n\n{text}\n"))
    assert is_anaphoric(passage) is expected


def test_a_name_that_opens_a_sentence_is_what_its_pronoun_stands_for() -> None:
    """If the article writes it with a capital elsewhere: as an ordinary word it is none."""
    article = read_text(
        "Harbor Notes\n\nThe ferry of Brannock sank at noon.\n\n"
        "Brannock said in a statement that it would appeal.\n\n"
        "Rain said in a statement that it would appeal.\n"
    )
    assert [is_anaphoric(passage) for passage in passages(article)] == [False, False, True]


def test_a_sentence_brings_what_leans_on_it_if_that_says_more() -> None:
    """Within a paragraph, and as far as a takeaway may go; both are its evidence."""
    head = "The five bridges of Port Ellery were built by soldiers."
    told = "They cost the town $290 million."
    article = read_text(f"Port Ellery\n\n{head} {told}\n\nThey cost the firm $9 million.\n")
    (takeaway,) = summarise(article).takeaways
    assert takeaway.text == f"{head} {told}"
    assert tuple(article.slice(span) for span in takeaway.evidence) == (head, told)
    told = f"They cost the town $290 million{', and some of it was lost' * 5}."
    article = read_text(f"Port Ellery\n\n{head} {told}\n")
    assert [each.text for each in summarise(article).takeaways] == [head]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("The harbor took $3 million to rebuild.", True),
        ("The harbor lost 12 percent of its ships.", True),
        ("The harbor took in 1,400 ships and boats.", True),
        ("The harbor was rebuilt in the year 1987.", False),
        ("The harbor took three men a few weeks.", False),
    ],
)
def test_amounts_make_a_takeaway(text: str, better: bool) -> None:
    """Money, shares and counts in thousands; not years, and not small counts."""
    found = passages(read_text(f"Ferry Notes\n\n{text}\n\nThe harbor took some men a few days.\n"))
    rank = ranking(found, "Ferry Notes")
    plain = passages(read_text("Ferry Notes\n\nThe harbor is not in order now.\n"))
    assert (rank.worth(found[0]) > rank.worth(plain[0]) + 0.9) is better


def test_what_says_the_same_is_said_once() -> None:
    """An article that repeats itself gives one takeaway of it."""
    text = "The council of Port Ellery rejected the ferry plan on Monday."
    article = read_text(f"Harbor Vote\n\n{text}\n\n{text}\n\n{text}\n")
    assert [each.text for each in summarise(article).takeaways] == [text]


def test_an_abstract_keeps_to_its_words() -> None:
    """However few they are; none where none are wanted."""
    article = read_text(SEEDS[0].read_text("utf-8"))
    for words in (0, 20, 40, 75, 200):
        abstract = summarise(article, Wanted(3, words)).abstract
        assert sum(len(each.text.split()) for each in abstract) <= words
        assert bool(abstract) == (words > 0)


def test_the_forms_of_a_summary() -> None:
    """Numbers in text, footnotes in Markdown, offsets in JSON, which reads back the same."""
    article = read_text(SEEDS[0].read_text("utf-8"))
    summary = summarise(article)
    first = summary.takeaways[0]
    number = formats.sentence_numbers(article)[first.evidence[0]]
    assert f"{first.text} [{number}]" in formats.text(summary, article)
    assert f"[^{number}]: " in formats.markdown(summary, article)
    stored = json.loads(formats.dumps(summary, article))
    assert from_json(stored) == summary.about(article)


@given(st.lists(st.sampled_from(["The plan was made. ", "\n\n", "It ended! ", "? ", "Ann. "])))
def test_any_article_can_be_summarised(pieces: list[str]) -> None:
    """Also one in which there is nothing to say."""
    summarise(read_text("Title\n\n" + "".join(pieces) + "x"))


def test_it_is_quick() -> None:
    """An article of 1,000 words in under half a second."""
    text = " ".join(path.read_text("utf-8") for path in SEEDS[2:5])
    article = read_text(text)
    assert len(text.split()) > 1000

    def seconds() -> float:
        begun = time.thread_time()
        summarise(article)
        return time.thread_time() - begun

    assert best(seconds, 0.5) < 0.5


def test_no_word_of_a_sentence_is_put_in_another_way() -> None:
    """What takes a side is told as it stands, and is said to be looked at."""
    told = "Ines Tarrow of Port Ellery slammed the very loud plan for a new ferry on Monday night."
    article = read_text(f"Harbor Vote\n\n{told}\n")
    (takeaway,) = summarise(article).takeaways
    assert takeaway.text == told
    assert any("slammed" in problem.message for problem in takeaway.doubts)
    assert "To look at:" in formats.text(summarise(article), article)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_difference_is_told(path: Path) -> None:
    """A sentence is its evidence, as a reader sees it, with the changes that it names."""
    article = read_text(path.read_text("utf-8"), path=path.name)
    for length in LENGTHS.values():
        for each in summarise(article, length).sentences:
            evidence = " ".join(plain(article, span) for span in each.evidence)
            assert applied(evidence, each.changes) == each.text


def test_the_abstract_repeats_no_takeaway() -> None:
    """Each rests on sentences of its own."""
    for path in SEEDS:
        summary = summarise(read_text(path.read_text("utf-8"), path=path.name))
        used = [span for each in summary.sentences for span in each.evidence]
        assert len(used) == len(set(used))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_lengths_are_kept(path: Path) -> None:
    """An alert of 120 characters, a description of 155, a standfirst of 35 words."""
    article = read_text(path.read_text("utf-8"), path=path.name)
    for name, most in (("push", 120), ("description", 155)):
        summary = summarise(article, LENGTHS[name])
        assert len(" ".join(each.text for each in summary.sentences)) <= most
    standfirst = summarise(article, LENGTHS["standfirst"]).abstract
    assert sum(len(each.text.split()) for each in standfirst) <= 35


def test_a_summary_of_nothing_says_so() -> None:
    """In every form for a reader; in text, where something was written and fell."""
    article = read_text("Harbor Vote\n\nWhy?\n")
    summary = summarise(article)
    assert summary.is_empty
    assert formats.text(summary, article) == ""
    fell = replace(summary, unconfirmed=(Unconfirmed(SummarySentence("Nine.", ())),))
    for form in (formats.text, formats.markdown, page.html):
        assert formats.NOTHING in form(fell, article)
        assert "Not confirmed" in form(fell, article)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("rents.py adds up what 300 houses pay.", "rents.py adds up what 300 houses pay."),
        ("However, macOS is not read by it.", "macOS is not read by it."),
        ("However, the mill was sold in May.", "The mill was sold in May."),
        ("However, van Orr was heard by it.", "van Orr was heard by it."),
        ("For example, a boat of 30 metres pays $4.", "For example, a boat of 30 metres pays $4."),
    ],
)
def test_what_opens_a_sentence_stays_as_it_is_written(sentence: str, told: str) -> None:
    """Only where a connective went does an ordinary word take a capital; an example stays one."""
    assert next(variants(sentence))[0] == told
