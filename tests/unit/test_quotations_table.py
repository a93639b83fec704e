"""One reader of quotations: the table of what is within marks, and what only looks like it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.facts.comparison import differences
from assistant.language.quotations import QUOTATION_MARK, quotations, quoted

TABLE = [
    # straight, curly and foreign marks
    ("He said “we knew” twice.", ["“we knew”"]),
    ('He said "we knew," and left.', ['"we knew,"']),
    ("„Nein“, sagte er.", ["„Nein“"]),
    ("»Nein«, sagte er.", ["»Nein«"]),
    ("»Nein«", ["»Nein«"]),
    ("«Non», dit-il, et « encore ».", ["«Non»", "« encore »"]),
    ("”Nej”, sade han.", ["”Nej”"]),
    ("「いいえ」と彼は言った。", ["「いいえ」"]),
    ("``no'' was the answer", ["``no''"]),
    ("He said ``no'' and ``never''.", ["``no''", "``never''"]),
    ("He called it 'a bad day' and 'worse'.", ["'a bad day'", "'worse'"]),
    ("‘We knew,’ he said. ‘It’s late.’", ["‘We knew,’", "‘It’s late.’"]),
    ('It did "...not recognise the authority".', ['"...not recognise the authority"']),
    # marks within marks: the outermost pair
    ("“He said “never” to me,” she said.", ["“He said “never” to me,”"]),
    ("“He said ‘never’ to me,” she said.", ["“He said ‘never’ to me,”"]),
    ("‘He said “never” to me,’ she said.", ["‘He said “never” to me,’"]),
    ("\"He said 'never' to me,\" she said.", ["\"He said 'never' to me,\""]),
    ("„Er sagte ‚nein‘ zu mir“, sagte sie.", ["„Er sagte ‚nein‘ zu mir“"]),
    ("“He said \"never\" to me,” she said.", ["“He said \"never\" to me,”"]),
    # one after the other
    ("“We knew,” he said. “We told them.”", ["“We knew,”", "“We told them.”"]),
    ('"We knew," he said. "We told them."', ['"We knew,"', '"We told them."']),
    ('He was born "in 1990" there.', ['"in 1990"']),
    # left open
    ("He said “we knew and left.", ["“we knew and left."]),
    # feet, inches, minutes, seconds, decades, possessives, contractions
    ("He is 5' 10\" tall.", []),
    ("He is 5'10\" tall, a 12\" pipe is not.", []),
    ("\"He is 5' 10\" tall,\" she said.", ["\"He is 5' 10\" tall,\""]),
    ("The workers' hall and the boys’ club aren't open; it’s Orr's.", []),
    ("In the '90s and the ’80s, rock ’n’ roll was king; ‘tis so.", []),
    ("The dogs' owner called it fine.", []),
    # breadcrumbs and code
    ("Home » News » Politics", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_table(text: str, expected: list[str]) -> None:
    """Each quotation with its marks; whatever is none is left alone."""
    assert [text[q.span.start : q.span.end] for q in quotations(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_facts_read_as_the_article_does(text: str, expected: list[str]) -> None:
    """What no repair may touch is what has to survive a rewrite, the marks left out."""
    found = [text[each.start : each.end] for each in quoted(text)]
    assert len(found) == len(expected)
    assert all(inner in outer for inner, outer in zip(found, expected, strict=True))
    assert not any(inner[:1] in '“„"«»「`' or inner[-1:] in '”"」' for inner in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fine boat”, she said.", ["a fine boat"]),
        ('a fine boat," she said.', ["a fine boat,"]),
        ("a fine boat”, she said, “and fast”.", ["a fine boat", "and fast"]),
        ("a fine boat'' she said.", ["a fine boat"]),
        ("The dogs' owner called it fine.", []),
        ('A 12" pipe burst.', []),
        ("Home » News", []),
    ],
)
def test_a_sentence_out_of_a_quotation(text: str, expected: list[str]) -> None:
    """A mark that closes what an earlier sentence opened has the text before it within."""
    assert [text[each.start : each.end] for each in quoted(text)] == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("„Nein“, sagte er.", "„Nein“, rief er."),
        ("»Nein«, sagte er.", "»Nein«, rief er."),
        ("He is 5' 10\" tall.", "He is 5' 10\" high."),
        ("He said ``no'' to her.", "He told ``no'' to her."),
        ("“He said “never” to me,” she said.", "“He said “never” to me,” she told."),
        ("“We knew,” he said.", '"We knew," he said.'),
        ("«We knew», he said.", "‘We knew’, he said."),
    ],
)
def test_what_is_outside_of_the_marks_may_change(before: str, after: str) -> None:
    """And so may the style of the marks."""
    assert not differences(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("„Nein“, sagte er.", "„Doch“, sagte er."),
        ("»Nein«, sagte er.", "»Doch«, sagte er."),
        ("He said ``no'' to her.", "He said ``nay'' to her."),
        ("“He said “once” to me,” she said.", "“He said “often” to me,” she said."),
        ("“He said “never” to me,” she said.", "“He said “never” to us,” she said."),
    ],
)
def test_what_is_within_may_not(before: str, after: str) -> None:
    """Whatever the marks, and in a quotation within a quotation too."""
    assert any(each.kind == "quotation" for each in differences(before, after))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab s.,1\n\"“”'‘’«»„`x\0"))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    """They lie within the text, what is within the marks within them, and a mark is in sight."""
    found = quotations(text)
    assert [q.span for q in found] == sorted(q.span for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(q.span.contains(q.within) for q in found)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert not [*found, *quoted(text)] or QUOTATION_MARK.search(text)
