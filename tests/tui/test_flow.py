"""Lines of the desk: nothing of the article is lost, nothing is wider than it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.review.decisions import decide
from assistant.review.model import Decision, Review, make
from assistant.tui.flow import Role, View, cells, lines, units

WORDS = st.sampled_from(["river", " ", "\n", "\n\n", "night watch", "渡し船", "[b]", "é", "x" * 30])


def shown(source: str, review: Review, view: View, width: int, current: int = -1) -> list[str]:
    """What a view shows, line by line."""
    return [
        "".join(piece.text for piece in line)
        for unit in units(source, review.hunks)
        for line in lines(source, review.hunks, unit, view, width, current)
    ]


def review_of(source: str, *spans: tuple[int, int]) -> Review:
    """A review with a hunk for each span, `NEW` in its place."""
    edits = [Edit(start, end, source[start:end], "NEW") for start, end in spans]
    return make(read_text(source), edits, "x")


@given(st.lists(WORDS).map(lambda words: "x" + "".join(words)), st.integers(24, 60), st.data())
def test_units_are_the_source(source: str, width: int, data: st.DataObject) -> None:
    """Whatever the hunks, the units are the source, and no line is too wide."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=6, unique=True)))
    review = review_of(source, *zip(cuts[::2], cuts[1::2], strict=False))
    found = units(source, review.hunks)
    assert "".join(source[unit.start : unit.end] for unit in found) == source
    assert sorted(n for unit in found for n in unit.hunks) == list(range(len(review.hunks)))
    for view in View:
        assert all(cells(row.rstrip()) <= width for row in shown(source, review, view, width, 0))


SOURCE = "The alien ferry left.\nIt was late.\n"


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Decision.PENDING, "The alien→NEW ferry left."),
        (Decision.ACCEPTED, "The NEW ferry left."),
        (Decision.REJECTED, "The alien ferry left."),
    ],
)
def test_a_hunk_in_place(decision: Decision, expected: str) -> None:
    """Pending it shows both sides, decided what stands."""
    review = review_of(SOURCE, (4, 9))
    if decision is not Decision.PENDING:
        review = decide(review, review.hunks[0].id, decision)
    assert shown(SOURCE, review, View.IN_PLACE, 60)[0] == expected


@pytest.mark.parametrize(
    ("decision", "roles"),
    [
        (Decision.ACCEPTED, (Role.REMOVED, Role.ADDED)),
        (Decision.REJECTED, (Role.KEPT, Role.REMOVED)),
    ],
)
def test_the_current_hunk_shows_both_sides(decision: Decision, roles: tuple[Role, Role]) -> None:
    """And what is struck is what goes, also where that is the proposal."""
    review = review_of(SOURCE, (4, 9))
    review = decide(review, review.hunks[0].id, decision)
    assert shown(SOURCE, review, View.IN_PLACE, 60, 0)[0] == "The alien→NEW ferry left."
    unit = units(SOURCE, review.hunks)[0]
    (row,) = lines(SOURCE, review.hunks, unit, View.IN_PLACE, 60, 0)
    found = {piece.text: piece.role for piece in row}
    assert (found["alien"], found["NEW"]) == roles


def test_original_result_and_both() -> None:
    """The other views show one side, or both side by side."""
    review = review_of(SOURCE, (4, 9))
    review = decide(review, review.hunks[0].id, Decision.ACCEPTED)
    assert shown(SOURCE, review, View.ORIGINAL, 60)[0] == "The alien ferry left."
    assert shown(SOURCE, review, View.RESULT, 60)[0] == "The NEW ferry left."
    both = shown(SOURCE, review, View.SIDE_BY_SIDE, 60)[0]
    assert [part.strip() for part in both.split("│")] == [
        "The alien ferry left.",
        "The NEW ferry left.",
    ]


@pytest.mark.parametrize(
    ("decision", "roles"),
    [
        (Decision.PENDING, (Role.REMOVED, Role.ADDED)),
        (Decision.ACCEPTED, (Role.REMOVED, Role.ADDED)),
        (Decision.REJECTED, (Role.KEPT, Role.REMOVED)),
    ],
)
def test_both_sides_show_the_words_that_differ(decision: Decision, roles: tuple[Role, ...]) -> None:
    """Decided or not; the words that both sides have are marked in none."""
    edit = Edit(4, 15, "alien ferry", "NEW ferry")
    review = make(read_text(SOURCE), [edit], "x")
    review = decide(review, review.hunks[0].id, decision)
    (unit, *_) = units(SOURCE, review.hunks)
    (line, *_) = lines(SOURCE, review.hunks, unit, View.SIDE_BY_SIDE, 60)
    told = {piece.text.strip(): piece.role for piece in line if piece.hunk == 0}
    assert told["alien"] is roles[0]
    assert told["NEW"] is roles[1]
    assert told["ferry"] is Role.KEPT


def test_nothing_in_an_article_is_obeyed() -> None:
    """Escapes are pictures, markup is text."""
    source = "A \x1b[31mred [b]ferry[/b] and \u202eanother.\n"
    (row,) = shown(source, review_of(source), View.IN_PLACE, 80)
    assert row == "A ␛[31mred [b]ferry[/b] and ⟨U+202E⟩another."


def test_roles_tell_what_goes_and_what_comes() -> None:
    """Each piece of a hunk has its role."""
    review = review_of(SOURCE, (4, 9))
    unit = units(SOURCE, review.hunks)[0]
    (row,) = lines(SOURCE, review.hunks, unit, View.IN_PLACE, 60)
    roles = {piece.text: piece.role for piece in row}
    assert (roles["alien"], roles["NEW"]) == (Role.REMOVED, Role.ADDED)


@pytest.mark.parametrize(
    ("span", "put", "expected"),
    [
        ((4, 9), "", "The alien→∅ ferry left."),
        ((4, 4), "NEW ", "The →NEW alien ferry left."),
        ((4, 10), "NEW ", "The alien →NEW ferry left."),
    ],
)
def test_what_goes_and_comes_is_told_without_strokes_or_colours(
    span: tuple[int, int], put: str, expected: str
) -> None:
    """Deletions and insertions too."""
    start, end = span
    review = make(read_text(SOURCE), [Edit(start, end, SOURCE[start:end], put)], "x")
    assert shown(SOURCE, review, View.IN_PLACE, 60)[0] == expected
