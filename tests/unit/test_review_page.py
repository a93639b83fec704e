"""The page to decide in: one file, nothing from elsewhere, and all that is shown is text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from assistant.article.files import read_text
from assistant.article.formats.html import HTML
from assistant.article.model import Article
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.language.span import Span
from assistant.review.decisions import annotate, decide
from assistant.review.model import Decision, Review, make
from assistant.review.page.page import page
from assistant.summary.model import Summary, SummarySentence
from tests.support.reviews import reviews

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> &amp; \u202e\x1b[31m \"'"


class Page(HTMLParser):
    """The elements of a page, and the text in each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self._at = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))
        self._at = tag

    def handle_endtag(self, tag: str) -> None:
        """Be outside of it."""
        self._at = ""

    def handle_data(self, data: str) -> None:
        """Keep it under the element that it stands in."""
        self.inside.setdefault(self._at, []).append(data)

    @property
    def told(self) -> Any:
        """What the script is told."""
        return json.loads(self.inside["script"][0])


def reviewed(article: Article, *edits: Edit) -> Page:
    """The page of a review of an article."""
    return Page(page(make(article, edits, "x"), article))


def of(source: str, old: str, new: str, **more: Any) -> Edit:
    """An edit of the first place where something stands."""
    start = source.index(old)
    return Edit(start, start + len(old), old, new, **more)


def test_the_page_holds_itself_together() -> None:
    """Its policy allows its own script and style alone, and nothing names another place."""
    article = read_text("A bad day.\n")
    text = page(make(article, [of(article.source, "bad", "good")], "x"), article)
    shown = Page(text)
    policy = next(a["content"] for n, a in shown.found if n == "meta" and "http-equiv" in a)
    script, style = shown.inside["script"][1], shown.inside["style"][0]
    for kind, body in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none'; ")
    names = {name for _, attributes in shown.found for name in attributes}
    assert not names & {"src", "href", "action", "style", "srcset", "onclick", "onload"}
    assert not re.search(r"https?://|url\(|@import|fetch\(|innerHTML|eval\(", text)


def test_nothing_of_an_article_or_a_model_is_markup() -> None:
    """Titles, words, reasons, candidates, notes, flags, sections and paths."""
    source = f"# {HOSTILE}\n\nA bad {HOSTILE} day.\n"
    article = read_text(source, path=f"{HOSTILE.replace('/', '')}.md")
    edit = Edit(
        source.index("bad"), source.index("bad") + 3, "bad", HOSTILE, reason=HOSTILE,
        flags=(Flag(HOSTILE),), alternatives=(Alternative(HOSTILE, 0.5),),
    )  # fmt: skip
    review = make(article, [edit], HOSTILE)
    review = annotate(review, review.hunks[0].id, HOSTILE)
    review = decide(review, review.hunks[0].id, Decision.CHANGED, HOSTILE)
    shown = Page(page(review, article))
    assert [name for name, _ in shown.found].count("script") == 2
    assert not {name for name, _ in shown.found} & {"img", "iframe", "a"}
    assert shown.told["hunks"][0]["t"] == HOSTILE
    assert "\u202e" not in "".join("".join(each) for each in shown.inside.values())


def test_what_the_page_shows_of_a_hunk() -> None:
    """Its words in their place, and all that is known of it."""
    source = "# The *Bridge*\n\nThe alien firm left on 5 March.\n"
    article = read_text(source, path="dir/a.md")
    edit = of(
        source, "5", "6", kind=EditKind.WORDING, confidence=0.875, reason="why",
        flags=(Flag.FACT,), alternatives=(Alternative("7", 0.1),),
    )  # fmt: skip
    review = make(article, [edit], "x")
    text = page(review, article)
    assert '<h1 id="b0">The Bridge</h1>' in text
    assert '<span class="h" data-n="0"><del>5</del><ins>6</ins></span> March.</p>' in text
    told = Page(text).told
    assert (told["path"], told["sha256"]) == ("a.md", article.sha256)
    hunk = told["hunks"][0]
    assert (hunk["id"], hunk["c"], hunk["why"], hunk["a"]) == (
        review.hunks[0].id, 0.88, "why", [["7", 0.1]]
    )  # fmt: skip
    assert hunk["x"]
    assert ["date", "5 March", 1] in told["sections"][0]["facts"]


@pytest.mark.parametrize(
    ("source", "edit", "shown"),
    [
        ("A\n\nLeave a Reply\n", ("\n\nLeave a Reply", ""), "<del>Leave a Reply</del><ins></ins>"),
        ("# T\n\nText.\n", ("", "\n\n- One."), '<span class="h" data-n="0"><ins>'),
        ("A  day.\n", ("  ", " "), '<del class="space">  </del><ins> </ins>'),
        ("A day.\n\n---\n\nB.\n", ("---\n\n", ""), "<del>---</del>"),
        ("A day.\n\n\n\nB.\n", ("\n\n\n", "\n\n"), '<p class="apart">'),
    ],
)
def test_every_hunk_has_a_place(source: str, edit: tuple[str, str], shown: str) -> None:
    """Also where a block goes, comes, or nothing is seen of what goes."""
    article = read_text(source, path="a.md")
    start = source.index(edit[0]) if edit[0] else 3
    text = page(make(article, [Edit(start, start + len(edit[0]), *edit)], "x"), article)
    assert shown in text


@settings(deadline=None, max_examples=100)
@given(reviews())
def test_each_hunk_is_shown_and_its_proposal_once(made: tuple[Review, Article]) -> None:
    """Whatever the article, and whatever is proposed."""
    review, article = made
    shown = Page(page(review, article))
    spans = [attributes.get("data-n") for name, attributes in shown.found if name == "span"]
    numbers = [int(number) for number in spans if number is not None]
    assert sorted(set(numbers)) == list(range(len(review.hunks)))
    assert [name for name, _ in shown.found].count("ins") == len(review.hunks)


def test_words_of_a_page_of_html_are_shown_as_they_are_seen() -> None:
    """And a change of tags as it is written."""
    source = "<p>Fish &amp; chips <em>froze</em> off.</p><p>Leave a <b>Reply</b></p>"
    article = read_text(source, format=HTML)
    shown = reviewed(
        article,
        of(source, "chips", "chips &amp; peas"),
        of(source, "<p>Leave a <b>Reply</b></p>", ""),
    )
    first, second = shown.told["hunks"]
    assert (first["o"], first["r"], first["m"]) == ("chips", "chips & peas", False)
    assert (second["o"], second["m"]) == ("<p>Leave a <b>Reply</b></p>", True)
    assert shown.told["html"] is True
    assert "Fish & " in shown.inside["p"]


@pytest.mark.parametrize("decided", ["nothing", "accepted", "proposed"])
def test_a_summary_names_the_sentences_it_rests_on(decided: str) -> None:
    """As they read in the text that was summarised, with the block in which each is shown."""
    source = "# T\n\nThe town met on Monday.\n\nThe alien firm left.\n"
    article = read_text(source, path="a.md")
    review = make(article, [of(source, "met", "gathered"), of(source, "alien", "foreign")], "x")
    said = source
    if decided != "nothing":
        said = source.replace("met", "gathered").replace("alien", "foreign")
    if decided == "accepted":
        for hunk in review.hunks:
            review = decide(review, hunk.id, Decision.ACCEPTED)
    start = said.rindex("The")
    sentence = SummarySentence("A firm left.", (Span(start, said.index(" left.") + 6),))
    summary = Summary((sentence,), (), "x").about(read_text(said, path="a.md"))
    told = Page(page(replace(review, summary=summary), article)).told
    wording = "alien" if decided == "nothing" else "foreign"
    assert told["summary"] == [["A firm left.", [[f"The {wording} firm left.", 2]]]]


def test_a_summary_of_another_text_names_no_sentences() -> None:
    """They would be found elsewhere than they were."""
    article = read_text("# T\n\nThe alien firm left.\n", path="a.md")
    summary = Summary((SummarySentence("A firm.", (Span(0, 9),)),), (), "x")
    summary = summary.about(read_text("Another text altogether."))
    told = Page(page(replace(make(article, [], "x"), summary=summary), article)).told
    assert told["summary"] == [["A firm.", []]]


def test_a_long_review_is_a_small_file() -> None:
    """5,000 words with 400 hunks, each with a reason and candidates: at most 600 kB."""
    paragraph = "The council of Port Ellery froze off the alien plan on Monday, she said. " * 8
    source = "\n\n".join(["# The plan", *[paragraph.strip()] * 46])
    article = read_text(source, path="a.md")
    places = [m.start() for m in re.finditer("froze off|alien", source)][:400]
    others = tuple(Alternative(f"another wording {n}", 0.1) for n in range(5))
    reason = "both are in the synonym sets {reject, turn down} and {spurn}: 3.2 nats likelier"
    edits = [
        Edit(p, p + (5 if source[p] == "a" else 9), source[p : p + (5 if source[p] == "a" else 9)],
             "rejected", reason=reason, alternatives=others)
        for p in places
    ]  # fmt: skip
    assert len(source.split()) > 5_000
    assert len(edits) == 400
    assert len(page(make(article, edits, "x"), article).encode()) < 600_000
