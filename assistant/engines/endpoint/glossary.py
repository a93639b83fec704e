"""A glossary: terms and the forms the house wants, enforced in all that is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.article.model import Article, BlockKind
from assistant.edits import Edit
from assistant.errors import SourceError, UsageError
from assistant.reading import TooLargeError, read_regular

_ARROW = re.compile(r"\s*(?:->|→|=>|=|\t)\s*")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Glossary:
    """Required forms by term, the terms in lower case."""

    forms: Mapping[str, str]

    def enforced(self, edit: Edit) -> Edit:
        """An edit whose replacement has the required forms."""
        if not self.forms or not edit.replacement:
            return edit
        return replace(edit, replacement=self._pattern.sub(self._form, edit.replacement))

    def edits(self, article: Article) -> Iterator[Edit]:
        """What the article itself has in another form than is required."""
        if not self.forms:
            return
        for _, block, span in article.sentences():
            if block.kind is BlockKind.QUOTATION:
                continue
            for match in self._pattern.finditer(article.source, span.start, span.end):
                if (form := self._form(match)) != match.group():
                    reason = f"the glossary wants “{form}”"
                    yield Edit(match.start(), match.end(), match.group(), form, reason=reason)

    @property
    def _pattern(self) -> re.Pattern[str]:
        forms = {" ".join(form.lower().split()) for form in self.forms.values()}
        terms = sorted({*self.forms, *forms}, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, term.split())) for term in terms)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def _form(self, match: re.Match[str]) -> str:
        term = " ".join(match.group().lower().split())
        if term not in self.forms:
            return match.group()  # a required form, perhaps with a term in it
        form = self.forms[term]
        opens = match.group()[0].isupper() and form.islower()
        return form[0].upper() + form[1:] if opens else form


def read(path: str) -> Glossary:
    """The glossary of a file: a term, ``->`` and its form a line; ``#`` starts a comment.

    Raises SourceError where it cannot be read and UsageError where a line is no entry.
    """
    forms: dict[str, str] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        sides = _ARROW.split(stripped, maxsplit=1)
        if len(sides) != 2 or not all(sides):
            raise UsageError(f"{path}:{number}: no entry of a glossary", hint="term -> form")
        forms[" ".join(sides[0].lower().split())] = sides[1]
    return Glossary(forms)


def text_of(path: str) -> str:
    """The text of a file that a person wrote for the model, of at most a megabyte."""
    try:
        return read_regular(Path(path).expanduser(), _LARGEST).decode("utf-8-sig")
    except TooLargeError as error:
        raise SourceError(f"{path} is too large", hint="at most 1 MB") from error
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceError(f"{path} cannot be read: {reason}", hint="check the path") from error
