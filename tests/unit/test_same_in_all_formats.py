"""One article in five formats gets the same hunks, and what is no prose in any is never edited."""

from __future__ import annotations

from html import escape, unescape

import pytest

from assistant.article.document import Document
from assistant.engines.scripted import Line, scripted
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace.pipeline import repair
from tests.support.office import docx, odt, paragraph

ARTICLE = (
    ("h1", "Council rejects the ferry & the mill"),
    ("p", "The loss leaders of Port Ellery froze off the plan on 5 March."),
    ("h2", "What the alien firm says"),
    ("li", "The alien firm left Port Ellery."),
    ("li", "It will not come back."),
    ("p", "The council froze off the mill in 2023 & nobody stated a reason."),
)
SCRIPT = (
    Line("loss leaders", "leaders"), Line("froze off", "rejected", 0.6),
    Line("alien", "foreign"), Line("a reason", "why it did so"),
    Line("5 March", "9 March"), Line("2023", "2024"),
)  # fmt: skip
SIGNS = {"h1": "# ", "h2": "## ", "li": "- ", "p": ""}
STYLES = {"h1": "Title", "h2": "H2", "li": "Bullet", "p": ""}


def _html() -> bytes:
    rows = [f"<{kind}>{escape(words)}</{kind}>" for kind, words in ARTICLE]
    return ("<!DOCTYPE html>\n<article>" + "\n".join(rows) + "</article>\n").encode()


def _odt() -> bytes:
    rows = []
    for kind, words in ARTICLE:
        inner = f"<text:p>{escape(words)}</text:p>"
        if kind == "li":
            inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
        elif kind != "p":
            inner = f'<text:h text:outline-level="{kind[1]}">{escape(words)}</text:h>'
        rows.append(inner)
    return odt(*rows)


FILES = {
    "a.txt": "\n\n".join(words for _, words in ARTICLE).encode() + b"\n",
    "a.md": "\n\n".join(SIGNS[kind] + words for kind, words in ARTICLE).encode() + b"\n",
    "a.html": _html(),
    "a.docx": docx(*(paragraph(escape(words), style=STYLES[kind]) for kind, words in ARTICLE)),
    "a.odt": _odt(),
}


def hunks(name: str) -> list[object]:
    """What is proposed for an article, without its places."""
    document = Document.of_bytes(FILES[name], path=name)
    review, _ = repair(document.article, scripted(*SCRIPT))
    return [
        (unescape(edit.original), unescape(edit.replacement), edit.flags, edit.confidence)
        for edit in (hunk.edit for hunk in review.hunks)
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_same_article_gets_the_same_hunks(name: str) -> None:
    """With the same confidence and flags; what alters a date is refused in each."""
    assert hunks(name) == hunks("a.txt")
    assert len(hunks(name)) == 6


NO_PROSE = {
    "front matter": "---\ntitle: the alien plan\n---\n\n",
    "a shortcode of Hugo": '{{< figure src="alien.png" caption="alien" >}}\n\n',
    "a shortcode of WordPress": '[gallery ids="alien"]\n\n',
    "a formula": "$$alien = x$$\n\n",
    "a formula within": "It costs $alien_1 = y$ here.\n\n",
    "the name of an admonition": "!!! alien\n    It rained on Monday.\n\n",
    "a directive": ":::alien\n\nIt rained on Monday.\n\n:::\n\n",
    "a component of MDX": 'import Alien from "alien"\n\n<Alien kind="alien" />\n\n',
    "an expression of MDX": "It costs {alien.price} here.\n\n",
    "the page of a wikilink": "See [[alien|that]] today.\n\n",
    "code": "```\nalien\n```\n\nCall `alien()` there.\n\n",
    "targets": "See [that](alien.html) and ![it](alien.png).\n\n[x]: alien.html\n\n",
    "a comment": "<!-- alien -->\n\n",
}


@pytest.mark.parametrize("before", NO_PROSE.values(), ids=NO_PROSE)
def test_what_is_no_prose_is_never_edited(before: str) -> None:
    """Though an engine would."""
    source = f"{before}The alien firm left Port Ellery.\n"
    article = Document.of_bytes(source.encode(), path="a.md").article
    review, _ = repair(article, scripted(Line("alien", "foreign"), Line("Alien", "Foreign")))
    accepted = text(apply_policy(review, Policy.ALL), source)
    assert accepted == f"{before}The foreign firm left Port Ellery.\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_wrapped_text_stays_wrapped(name: str, ending: str) -> None:
    """Line by line, but for the words that change, also where they stand over a line end."""
    lines = ["The loss leaders of Port Ellery rejected the whole of the alien",
             "plan on Monday, and nobody who was asked about it in the loss",
             "leaders of the council stated a reason, then or later on."]  # fmt: skip
    source = ending.join(["Council rejects the ferry", "", *lines, ""])
    article = Document.of_bytes(source.encode(), path=name).article
    script = (Line("alien", "foreign"), Line(f"loss{ending}leaders", f"heads{ending}of it"))
    review, _ = repair(article, scripted(*script))
    accepted = text(apply_policy(review, Policy.ALL), source)
    wanted = source.replace("alien", "foreign")
    assert accepted == wanted.replace(f"loss{ending}leaders", f"heads{ending}of it")
