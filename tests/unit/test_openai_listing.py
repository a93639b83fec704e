"""What a model is shown of what is suspected: short lists of candidates that fit, and marks."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.chat.cache import Cache
from assistant.checks.edits.judge import Judge
from assistant.edits import Alternative
from assistant.engines.endpoint.repair.gathering import Gathering
from assistant.engines.endpoint.repair.listing import LISTED, odd, offered, suspects
from assistant.engines.endpoint.repair.part import parts
from assistant.engines.endpoint.repair.plan import plan
from assistant.engines.endpoint.repair.request import shown
from assistant.repair.density import Reading
from assistant.repair.detection import Detection
from tests.support import chat
from tests.support.endpoint import Endpoint
from tests.unit.test_openai_engine import Suspicious

TEXT = "The keepers froze off a plan and cooked the double soups."


def detection(text: str, garbled: float, *candidates: str, share: float = 0.3) -> Detection:
    """What is found at a text."""
    start = TEXT.index(text)
    found = tuple(Alternative(each, share) for each in candidates)
    return Detection(start, start + len(text), text, garbled, found, "a test")


def words(found: Detection) -> list[str]:
    """Its candidates."""
    return [candidate.text for candidate in found.candidates]


def test_candidates_have_the_part_of_speech_of_what_stands_there() -> None:
    """A noun is no candidate for a verb."""
    cooked = detection("cooked", 0.9, "prepared", "preparation", "falsified")
    (found,) = suspects([cooked], 5)
    assert words(found) == ["prepared", "falsified"]


@given(st.integers(1, 5))
@settings(deadline=None)
def test_no_more_candidates_are_shown_than_are_wanted(most: int) -> None:
    """The likeliest."""
    plans = ["programme", "scheme", "project", "design", "idea"]
    (found,) = suspects([detection("plan", 0.9, *plans)], most)
    assert words(found) == plans[:most]


@given(st.floats(0, 1))
@settings(deadline=None)
def test_what_next_to_nobody_believes_in_is_not_shown(garbled: float) -> None:
    """A line costs tokens and tempts."""
    assert len(suspects([detection("plan", garbled, "scheme")], 5)) == (garbled >= LISTED)


def test_no_candidate_is_offered_that_the_checks_refuse() -> None:
    """It would be picked in vain."""
    article = read_text("The drum is freed double a day. Nobody came on that day.\n")
    start = article.source.index("double")
    options = tuple(Alternative(text, 0.3) for text in ("twice", "three times"))
    found = Detection(start, start + 6, "double", 0.9, options, "a test")
    (shown_of,) = offered([found], Judge.of(article))
    assert words(shown_of) == ["twice"]


def test_what_reads_garbled_is_shown_without_candidates_too() -> None:
    """Whether nobody has one, or none fits; what has some is not shown twice."""
    cooked = detection("cooked", 0.9, "preparation")
    found = suspects([detection("froze off", 0.9, "rejected"), cooked], 5)
    doubts = [detection(word, 0.9) for word in ("keepers", "off", "cooked", "soups")]
    (part,) = parts(read_text(f"{TEXT}\n"), (*found, *odd(doubts, found)))
    assert [each.text for each in part.suspicions] == ["froze off"]
    assert [each.text for each in part.odd] == ["keepers", "cooked", "soups"]


def test_places_without_a_candidate_are_sent() -> None:
    """Though no thesaurus holds them, the article is sent, and they are named."""
    article = read_text(chat.ARTICLE)
    start = article.source.index("froze off")
    doubt = Detection(start, start + 9, "froze off", 0.95, (), "a test")

    class Seeing(Suspicious):
        def reading(self, _: Article) -> Reading:
            return Reading((), 60.0, (doubt,))

    with Endpoint(chat.good) as server:
        context = chat.engine(server, channel=Seeing()).context
        asked = plan(context, Judge.of(article))
    assert asked.garbled
    assert "Odd where they stand: [2] froze off" in shown(asked.parts[0])


def test_what_was_found_is_kept(tmp_path: Path) -> None:
    """And what somebody else wrote there is not believed."""
    article = read_text(chat.ARTICLE)
    channel = Suspicious(("loss leaders", 0.9, "leaders"))
    cache = Cache(tmp_path / "cache.sqlite3")
    with Endpoint(chat.good) as server:
        context = chat.engine(server, channel=channel, cache=cache).context
    first = Gathering(context, article)
    assert not first.is_known
    found = first.suspicions(), first.reading()
    assert first.is_known
    channel.found = ()
    assert (first.suspicions(), first.reading()) == found
    with sqlite3.connect(cache.path) as kept:
        kept.execute("update entries set value = replace(value, '\"end\": ', '\"end\": 9999')")
    assert first.suspicions() == ()
