"""Broken layout is found and closed up; what somebody means stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.structure_issues import structure_issues
from assistant.edits import Edit, EditKind, Flag, splice
from assistant.errors import SourceError

SEEDS = Path(__file__).parents[2] / "seeds" / "clean"


def _layout(source: str, kind: Format = TEXT) -> list[Edit]:
    edits = structure_issues(read_text(source, format=kind))
    return [edit for edit in edits if edit.kind is EditKind.LAYOUT]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("They met at 5 p. m. on Monday.", "They met at 5 p.m. on Monday."),
        ("It opens at 10:30 a. m. and shuts.", "It opens at 10:30 a.m. and shuts."),
        ("It burned in Tuesday ' s fire.", "It burned in Tuesday's fire."),
        ("It burned in Tuesday 's fire.", "It burned in Tuesday's fire."),
        ("It burned in Tuesday ’ s fire.", "It burned in Tuesday’s fire."),
        ("They do n't know, and he 'll say so.", "They don't know, and he'll say so."),
        ("We don ' t know what it ' s for.", "We don't know what it's for."),
        ("They ' ve left, and we 're late.", "They've left, and we're late."),
        ("It pays $ 14. 50 an hour.", "It pays $14.50 an hour."),
        ("It pays $ 14 . 50 an hour.", "It pays $14.50 an hour."),
        ("It pays $ 14.50 an hour.", "It pays $14.50 an hour."),
        ("It cost $ 3,400 to build.", "It cost $3,400 to build."),
        ("The U. S. fleet left.", "The U.S. fleet left."),
        ("He left Washington, D. C. on Friday.", "He left Washington, D.C. on Friday."),
        ("Some 3 , 400 people came.", "Some 3,400 people came."),
        ("Some 1 , 200 , 000 people came.", "Some 1,200,000 people came."),
        ("Some 10, 000 people came.", "Some 10,000 people came."),
        ("Rates stayed at 3. 25 percent then.", "Rates stayed at 3.25 percent then."),
        ("The law , which passed , is new .", "The law, which passed, is new."),
        ("“ We lost , ” she said , and left .", "“We lost,” she said, and left."),
        ("It was new ; it was old , he said.", "It was new; it was old, he said."),
        ("The law ( of May ) passed , he said.", "The law (of May) passed, he said."),
    ],
)
def test_a_broken_place_is_closed_up(broken: str, mended: str) -> None:
    """What stands is the same but for white space."""
    assert splice(broken, _layout(broken)) == mended


@pytest.mark.parametrize(
    ("source", "fact"),
    [
        ("It pays $ 14. 50 an hour.", True),
        ("Some 3 , 400 people came.", True),
        ("It pays $ 14.50 an hour.", False),
        ("The law , he said.", False),
    ],
)
def test_a_figure_that_reads_otherwise_is_flagged(source: str, fact: bool) -> None:
    """No policy but one that names the flag takes it."""
    (edit,) = _layout(source)
    assert (Flag.FACT in edit.flags) is fact


@pytest.mark.parametrize(
    "source",
    [
        "Il a dit : « C'est vrai ; c'est tout ! »",
        "Il pleut ; on rentre. Vraiment ? Oui !",
        "The word . . . was never said, he added.",
        "He said ... nothing at all.",
        "The U. S. won. The U. S. lost. The U. S. drew, in the style of its reports.",
        "See 410 U. S. 113 and 28 U. S. C. 1331 for that rule.",
        "General U. S. Grant rode in.",
        "The price is $ 5 here and $ 6 there, and $ 7 elsewhere.",
        "That 's all, and it 's old, as books of that time write it.",
        "Let x , y be points, and z , w too.",
        "f(a , b) = g(b , a) ^ 2 , or so",
        "for (i = 0 ; i < n ; i++) { a[i] , b ; }",
        '{"a" : 1 , "b" : 2}',
        "Write to orr@dunmore.example . It is read daily.",
        "The file is in /usr/share/common , which is shared.",
        "Run git add -u . when you are done.",
        "In names both - and . part what follows, as do a , and the ; of a list.",
        "Put a `,` or ` , ` between the two, and `U. S.` behind.",
        "Some 1 500 people came, and 2 000 left.",
        "In chapters 3, 400 pages were cut.",
        "There were 3. 25 people came later.",
        "name    , age   , town\nOrr     , 25    , Pell",
        "The cat ,\nthe hat ,\nThe bat ,\nThe rat .",
        "Numbers 1 , 2 and 3 were drawn.",
        "She wrote 's' and ' s ' on the board.",
        "It is a .50 calibre gun and runs on .NET now.",
        "He smiled :) and left ;) at once.",
        "The name uses attribute-like . syntax throughout.",
        'Monday,Discuss list ,"Ann, Bell",4',
    ],
)
def test_what_is_meant_stays(source: str) -> None:
    """Conventions, code, formulas, tables, verse, addresses, lists and marks of their own."""
    assert _layout(source) == []


def test_a_convention_is_none_where_other_things_are_broken() -> None:
    """Initials that a report of a court writes apart are broken in a text cut into tokens."""
    source = "The U. S. won , he said. The U. S. lost ."
    assert splice(source, _layout(source)) == "The U.S. won, he said. The U.S. lost."


def test_a_text_with_choices_is_prose_all_the_same() -> None:
    """Raw spintax and broken layout come together, and what is in a choice goes with it."""
    source = "The {mayor , he|chief} {said|told us} it cost $ 14. 50 an hour , three men} said."
    assert [edit.original for edit in _layout(source)] == ["$ 14. 50", " ,"]


def test_markup_stays() -> None:
    """What stands in code or a link is no prose, nor is a place that markup parts."""
    source = "It is `a , b` and [x](http://a.example/b , c), so** , **they say.\n"
    assert [edit.original for edit in _layout(source, MARKDOWN)] == []


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.stem)
def test_a_clean_article_has_no_broken_layout(path: Path) -> None:
    """None of the seeds has a finding."""
    assert _layout(path.read_text("utf-8")) == []


@settings(deadline=None)
@given(st.text(alphabet="aS .,'’$1250m%()“”;!UpDC\n`{}|", max_size=120))
def test_only_white_space_goes(source: str) -> None:
    """Whatever stands there, every letter, figure and mark stays in its place."""
    try:
        edits = _layout(source)
    except SourceError:
        return
    assert all("".join(e.original.split()) == e.replacement for e in edits)
    assert "".join(splice(source, edits).split()) == "".join(source.split())
