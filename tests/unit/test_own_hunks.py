"""A hunk of the editor's own, its boundaries, and ways of going: whatever is done can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review import boundaries, byhand, decisions
from assistant.review.critic import critic
from assistant.review.log import is_sound, undo
from assistant.review.model import Decision, Hunk, Policy, Review, make, text
from assistant.review.search import matches, next_match
from assistant.review.selecting import DOUBTED, FLAGGED, STATES, Order, next_of, offered, waiting
from assistant.review.selection import Selection, Side
from assistant.review.serialisation import dumps, loads
from assistant.review.stops import Stops, words
from tests.support.reviews import reviews

SOURCE = "The alien firm froze off the very old plan, for 3 boats.\n\nA last line.\n"
ARTICLE = read_text(SOURCE)


def review_of(*edits: tuple[str, str], decision: Decision = Decision.PENDING) -> Review:
    """A review in which some words are proposed for others, each decided alike."""
    found = (Edit(at := SOURCE.index(old), at + len(old), old, new) for old, new in edits)
    review = make(ARTICLE, found, "x")
    if decision is Decision.PENDING:
        return review
    return decisions.decide_all(review, [hunk.id for hunk in review.hunks], decision)


def span_of(phrase: str) -> Span:
    """Where a phrase stands."""
    return Span(at := SOURCE.index(phrase), at + len(phrase))


def told(review: Review) -> list[tuple[str, str, str]]:
    """Original, proposal and decision of each hunk."""
    return [(h.edit.original, h.edit.replacement, str(h.decision)) for h in review.hunks]


def sole(review: Review) -> Hunk:
    """The only hunk."""
    (hunk,) = review.hunks
    return hunk


def test_words_and_marks_are_stops_and_a_hunk_is_one() -> None:
    """There and back through all of them."""
    stops = Stops(SOURCE, review_of(("alien firm", "foreign company")).hunks)
    last, seen = Span(0, 3), ["The"]
    while (here := stops.behind(last)) is not None:
        seen.append(SOURCE[here.start : here.end])
        last = here
    assert seen[:5] == ["The", "alien firm", "froze", "off", "the"]
    assert seen[-7:] == ["3", "boats", ".", "A", "last", "line", "."]
    back = [SOURCE[last.start : last.end]]
    while (here := stops.before(last)) is not None:
        back.append(SOURCE[here.start : here.end])
        last = here
    assert back == seen[::-1]


@settings(deadline=None)
@given(reviews(), st.integers(0, 200))
def test_every_stop_is_reached_both_ways(known: tuple[Review, Article], offset: int) -> None:
    """From the first to the last and back, each once, in order and apart."""
    review, article = known
    stops = Stops(article.source, review.hunks)
    here = stops.at(min(offset, len(article.source)))
    if here is None:
        assert not words(article.source)
        assert not review.hunks
        return
    while (earlier := stops.before(here)) is not None:
        assert earlier < here
        assert earlier.end <= here.start
        here = earlier
    forth = [here]
    while (later := stops.behind(forth[-1])) is not None:
        forth.append(later)
    back = [forth[-1]]
    while (earlier := stops.before(back[-1])) is not None:
        back.append(earlier)
    assert back == forth[::-1]
    assert {hunk.edit.span for hunk in review.hunks} <= set(forth)


def test_words_anywhere_become_a_hunk() -> None:
    """Accepted, with a reason, flagged where a fact is altered, and undone like any other."""
    old = review_of(("alien", "foreign"))
    new = byhand.written(old, SOURCE, span_of("froze off"), "rejected")
    assert told(new) == [("alien", "foreign", "pending"), ("froze off", "rejected", "accepted")]
    assert new.hunks[1].edit.flags == ()
    again = byhand.written(new, SOURCE, span_of("3"), "4")
    assert again.hunks[2].edit.flags == (Flag.FACT,)
    assert replace(undo(undo(again)), undone=()) == old


@pytest.mark.parametrize(
    ("phrase", "rest"),
    [
        ("very ", "The alien firm froze off the old plan, for 3 boats.\n\nA last line.\n"),
        ("very", "The alien firm froze off the old plan, for 3 boats.\n\nA last line.\n"),
        ("boats", "The alien firm froze off the very old plan, for 3.\n\nA last line.\n"),
        ("The", "alien firm froze off the very old plan, for 3 boats.\n\nA last line.\n"),
        (", for 3 boats", "The alien firm froze off the very old plan.\n\nA last line.\n"),
        ("A last line.", "The alien firm froze off the very old plan, for 3 boats.\n"),
        ("The alien firm froze off the very old plan, for 3 boats.", "A last line.\n"),
    ],
)
def test_a_phrase_is_taken_away_with_its_space(phrase: str, rest: str) -> None:
    """So that what stands about it stands as it should."""
    assert text(byhand.deleted(review_of(), SOURCE, span_of(phrase)), SOURCE) == rest


def test_what_is_written_takes_the_place_of_the_hunks_there() -> None:
    """One of the same span is decided; several give way; the old words reject them."""
    old = review_of(("alien", "foreign"), ("froze off", "rejected"))
    one = byhand.written(old, SOURCE, span_of("alien"), "foreign")
    assert told(one)[0] == ("alien", "foreign", "accepted")
    all_ = byhand.written(old, SOURCE, span_of("alien firm froze off"), "foreigners refused")
    assert told(all_) == [("alien firm froze off", "foreigners refused", "accepted")]
    none = byhand.written(old, SOURCE, span_of("alien firm froze off"), "alien firm froze off")
    assert [h.decision for h in none.hunks] == [Decision.REJECTED] * 2


@settings(max_examples=200, deadline=None)
@given(reviews(), st.data())
def test_own_hunks_read_as_written_and_are_undone(
    known: tuple[Review, Article], data: st.DataObject
) -> None:
    """Wherever, over whatever hunks; the review stays sound, and on the disk the same."""
    review, article = known
    source = article.source
    for hunk in review.hunks:
        decision = data.draw(st.sampled_from(list(Decision)))
        written = "mine" if decision is Decision.CHANGED else None
        review = decisions.decide(review, hunk.id, decision, written)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    span = Stops(source, review.hunks).snapped(Span(start, end))
    new = data.draw(st.sampled_from(["", "x", "two words", "\n", "é"]))
    after = byhand.written(review, source, span, new)
    assert is_sound(after)
    assert loads(dumps(after)) == after
    before = [h for h in review.hunks if h.edit.end <= span.start and h.edit.start < span.start]
    shift = sum(len(h.text) - len(h.edit.original) for h in before)
    assert text(after, source)[span.start + shift :].startswith(new)
    assert (undo(after) if after != review else after).hunks == review.hunks
    gone = byhand.deleted(review, source, span)
    assert is_sound(gone)
    assert len(gone.log) <= len(review.log) + 1
    assert (undo(gone) if gone != review else gone).hunks == review.hunks


@settings(max_examples=200, deadline=None)
@given(reviews(), st.data())
def test_boundaries_keep_the_text_and_are_undone(
    known: tuple[Review, Article], data: st.DataObject
) -> None:
    """Grown, split and joined hunks read as before; a shrunk one waits or reads as before."""
    review, article = known
    source = article.source
    for hunk in review.hunks:
        decision = data.draw(st.sampled_from(list(Decision)))
        written = "my own words" if decision is Decision.CHANGED else None
        review = decisions.decide(review, hunk.id, decision, written)
    if not review.hunks:
        return
    hunk = data.draw(st.sampled_from(review.hunks))
    side = data.draw(st.sampled_from(Side))
    way = data.draw(st.sampled_from(["grown", "shrunk", "split", "joined"]))
    try:
        if way == "split":
            after = boundaries.split(review, hunk.id)
        elif way == "joined":
            after = boundaries.joined(review, source, hunk.id)
        else:
            after = getattr(boundaries, way)(review, source, hunk.id, side)
    except UsageError:
        return
    assert is_sound(after)
    assert loads(dumps(after)) == after
    assert undo(after).hunks == review.hunks
    waits = after.count(Decision.PENDING) > review.count(Decision.PENDING)
    assert waits or text(after, source) == text(review, source)


def test_growing_and_shrinking_by_a_word() -> None:
    """The word is on both sides; a hunk there is joined; back again is as before."""
    old = review_of(("froze off", "rejected"), ("very old", "ancient"))
    right = boundaries.grown(old, SOURCE, old.hunks[0].id, Side.RIGHT)
    assert told(right)[0] == ("froze off the", "rejected the", "pending")
    assert boundaries.shrunk(right, SOURCE, right.hunks[0].id, Side.RIGHT).hunks == old.hunks
    left = boundaries.grown(old, SOURCE, old.hunks[0].id, Side.LEFT)
    assert told(left)[0] == ("firm froze off", "firm rejected", "pending")
    assert boundaries.shrunk(left, SOURCE, left.hunks[0].id, Side.LEFT).hunks == old.hunks
    both = boundaries.grown(right, SOURCE, right.hunks[0].id, Side.RIGHT)
    assert told(both) == [("froze off the very old", "rejected the ancient", "pending")]
    end = review_of(("boats.", "ships."))
    with pytest.raises(UsageError, match="line ends"):
        boundaries.grown(end, SOURCE, end.hunks[0].id, Side.RIGHT)


def test_splitting_and_joining() -> None:
    """By the words that differ, or word for word."""
    old = review_of(("froze off the very old plan", "rejected the very new plan"))
    parts = boundaries.split(old, old.hunks[0].id)
    assert told(parts) == [("froze off", "rejected", "pending"), ("old", "new", "pending")]
    whole = boundaries.joined(parts, SOURCE, parts.hunks[0].id)
    assert told(whole) == [("froze off the very old", "rejected the very new", "pending")]
    two = review_of(("alien firm", "foreign company"), decision=Decision.ACCEPTED)
    assert told(boundaries.split(two, two.hunks[0].id)) == [
        ("alien", "foreign", "accepted"),
        ("firm", "company", "accepted"),
    ]
    one = review_of(("plan", "scheme"))
    with pytest.raises(UsageError, match="single change"):
        boundaries.split(one, one.hunks[0].id)
    with pytest.raises(UsageError, match="no hunk behind"):
        boundaries.joined(one, SOURCE, one.hunks[0].id)


def test_candidates_by_number() -> None:
    """0 keeps, 1 is the proposal, the others follow; a mark has only others."""
    at = SOURCE.index("alien")
    edit = Edit(at, at + 5, "alien", "foreign", alternatives=(Alternative("strange", 0.1),))
    review = make(ARTICLE, [edit], "x")
    for number, expected in enumerate([("rejected", None), ("accepted", None),
                                       ("changed", "strange")]):  # fmt: skip
        hunk = sole(decisions.choose(review, review.hunks[0].id, number))
        assert (str(hunk.decision), hunk.changed_to) == expected
    with pytest.raises(UsageError, match="2 candidates, no number 3"):
        decisions.choose(review, review.hunks[0].id, 3)
    mark = Edit(at, at + 5, "alien", "alien", EditKind.MARK, alternatives=edit.alternatives)
    review = make(ARTICLE, [mark], "x")
    assert decisions.candidates(review.hunks[0]) == ("alien", "strange")
    assert sole(decisions.choose(review, review.hunks[0].id, 1)).changed_to == "strange"


def test_a_mark_gives_way_and_no_policy_accepts_it() -> None:
    """It waits for an editor, and reads as it stands until then."""
    at = SOURCE.index("froze off")
    mark = Edit(at, at + 9, "froze off", "froze off", EditKind.MARK, confidence=0.99)
    word = Edit(at, at + 5, "froze", "turned", confidence=0.3)
    assert sole(make(ARTICLE, [mark, word], "x")).edit == word
    review = make(ARTICLE, [mark], "x")
    assert decisions.apply_policy(review, Policy.ALL) == review
    assert critic(review, ARTICLE) == SOURCE
    assert loads(dumps(review)) == review


def test_some_of_the_hunks() -> None:
    """Chosen by a filter, counted before, in the order of doubt."""
    at = {word: SOURCE.index(word) for word in ("alien", "firm", "old", "plan")}
    review = make(ARTICLE, [
        Edit(at["alien"], at["alien"] + 5, "alien", "foreign", confidence=0.9),
        Edit(at["firm"], at["firm"] + 4, "firm", "company", confidence=0.99, flags=(Flag.FACT,)),
        Edit(at["old"], at["old"] + 3, "old", "aged", confidence=0.5),
        Edit(at["plan"], at["plan"] + 4, "plan", "plan", EditKind.MARK, confidence=0.6),
    ], "x")  # fmt: skip
    assert Order(by_doubt=True).places(review) == [1, 2, 3, 0]
    assert Order(only=DOUBTED).places(review) == [2, 3]
    assert [next_of(review, FLAGGED, place, 1) for place in (0, 1)] == [1, 1]
    assert next_of(review, FLAGGED, 0, -1) == 1
    assert next_of(review, STATES[Decision.ACCEPTED], 0, 1) is None
    assert {str(each): count for each, count in offered(review)} == {
        "pending": 4, "flagged": 1, "confidence below 0.8": 2, "flagged fact": 1,
        "reads garbled, nothing proposed": 1, "wording": 3,
    }  # fmt: skip
    assert waiting(review) == [review.hunks[0].id, review.hunks[2].id]
    assert waiting(review, least=0.8) == [review.hunks[0].id]


def test_search_finds_text_and_proposals() -> None:
    """Over line ends, and in capitals only where capitals are asked for."""
    review = review_of(("alien", "foreign"), ("old plan", "new scheme"))
    found = matches(review, SOURCE, "the")
    assert [SOURCE[m.span.start : m.span.end] for m in found] == ["The", "the"]
    assert [m.hunk for m in matches(review, SOURCE, "plan, for")] == [1]
    assert [m.hunk for m in matches(review, SOURCE, "SCHEME".lower())] == [1]
    assert matches(review, SOURCE, "boats.  A")[0].span == span_of("boats.\n\nA")
    assert not matches(review, SOURCE, "FIRM")
    assert not matches(review, SOURCE, "  ")


def test_several_matches_in_a_word_are_gone_through_as_one() -> None:
    """So that the next is always another place; round the end."""
    found = matches(review_of(), SOURCE, "l")
    here, seen = Span(0, 3), []
    for _ in range(9):
        here = Stops(SOURCE, ()).snapped(next_match(found, here, 1).span)
        seen.append(SOURCE[here.start : here.end])
    assert seen == ["alien", "old", "plan", "last", "line", "alien", "old", "plan", "last"]
    assert next_match(found, span_of("alien"), 0).span.start == SOURCE.index("lien")
    assert next_match(found, span_of("alien"), -1).span.start == SOURCE.index("line.")


def test_a_selection_grows_and_shrinks_on_both_sides() -> None:
    """At least one stop stays."""
    stops = Stops(SOURCE, review_of(("alien", "foreign")).hunks)
    here = Selection.of(span_of("firm"))
    assert here.resized(stops, Side.RIGHT, 2).span == span_of("firm froze off")
    assert here.resized(stops, Side.LEFT, 1).span == span_of("alien firm")
    wide = here.resized(stops, Side.LEFT, 2).resized(stops, Side.RIGHT, 1)
    assert wide.resized(stops, Side.LEFT, -9).span == span_of("froze")
    moved = here.moved(stops, 2, keeps_anchor=True)
    assert moved.span == span_of("firm froze off")
    assert moved.moved(stops, -3, keeps_anchor=True).span == span_of("alien firm")
