"""The glossary of an article, beside its review: what is always written so, or left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.edits import Edit
from assistant.engines.endpoint import glossary
from assistant.errors import SourceError, UsageError
from assistant.review.always import cased
from assistant.review.merge import SectionEdits

_OF_REVIEW, _OF_GLOSSARY = ".review.json", ".glossary.txt"


def place(review: Path) -> Path:
    """Where the glossary lies that belongs to a review."""
    return review.with_name(review.name.removesuffix(_OF_REVIEW) + _OF_GLOSSARY)


def add(path: Path, term: str, form: str) -> None:
    """Have a term be written in a form from now on; the lines of other terms stay as they are.

    Raises SourceError where that cannot be done, and UsageError for what no line can hold.
    """
    term, form = (" ".join(text.split()) for text in (term, form))
    if not term or not form or any(sign in term + form for sign in ("->", "=", "→", "⇒")):
        raise UsageError("a glossary holds words, and this is none", hint="term -> form")
    if path.is_symlink():
        raise SourceError(f"{path} is a link", hint="take it away, or name its terms in its place")
    lines = glossary.text_of(str(path)).splitlines() if path.exists() else []
    kept = [line for line in lines if _term(line) != term.lower()]
    write_atomic(path, "".join(f"{line}\n" for line in (*kept, f"{term} -> {form}")).encode())


def applied(review: Path, proposed: SectionEdits) -> SectionEdits:
    """What is proposed for a section, as the glossary beside a review wants it.

    Raises SourceError or UsageError where the glossary cannot be read.
    """
    path = place(review)
    if not path.is_file():
        return proposed
    forms = glossary.read(str(path)).forms
    return replace(proposed, edits=tuple(_edits(proposed.edits, forms)))


def _edits(edits: Sequence[Edit], forms: Mapping[str, str]) -> Iterator[Edit]:
    for edit in edits:
        form = forms.get(" ".join(edit.original.lower().split()))
        if form is None:
            yield edit
        elif (new := cased(form, edit.original)) != edit.original:
            reason = f"the glossary of the article wants “{form}”"
            yield replace(edit, replacement=new, reason=reason) if new != edit.replacement else edit


def _term(line: str) -> str:
    return " ".join(line.partition("->")[0].lower().split()) if "->" in line else ""
