"""Every reader of a text, by name, for tests that feed them anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.checks.edits.judge import Judge
from assistant.checks.facts.comparison import check_edit, differences
from assistant.checks.facts.extraction import facts, located
from assistant.checks.neutrality import loaded_words, rewording
from assistant.checks.support.unsupported import unsupported
from assistant.edits import Edit
from assistant.errors import SourceError
from assistant.language import content, names, quotations, sentences, tokens, units
from assistant.language.clock import times
from assistant.language.dates import dates
from assistant.language.numbers import numbers

Reader = Callable[[str], object]


def _units(text: str) -> None:
    for at in range(min(len(text), 200)):
        units.unit_at(text, at)


def _sentences(text: str) -> None:
    assert "".join(text[span.start : span.end] for span in sentences.split(text)) == text


def _tokens(text: str) -> None:
    tokens.words(text)
    tokens.words(text, initials=True)
    tokens.lower_words(text)
    content.tokens(text)
    assert "".join(tokens.PIECE.findall(text)) == text


def _quotations(text: str) -> None:
    list(quotations.quoted(text))
    quotations.wholly_quoted(text)


def _document(text: str, path: str) -> Document | None:
    """The document of a text; None of one that holds nothing to read."""
    try:
        return Document.of_text(text, path=path)
    except SourceError:
        return None


def _of(path: str, use: Callable[[Article, str], object]) -> Reader:
    """The reader of a text as the article of a file; of one that holds nothing, none."""

    def read(text: str) -> None:
        if document := _document(text, path):
            use(document.article, text)

    return read


def _blocks(article: Article, text: str) -> None:
    assert "".join(article.slice(block.span) for block in article.blocks) == text
    list(article.sentences())


def _seen(article: Article, _: str) -> None:
    seen = article.visible()
    assert len(seen.text) == len(seen.offsets) == len(seen.ends)


def _issues(article: Article, _: str) -> None:
    structure_issues(article)


def _judged(article: Article, text: str) -> None:
    """The judge of edits that put a piece of the text in the place of another."""
    judge = Judge.of(article)
    size = len(text)
    for start, end, put in (
        (0, 1, text[-5:]),
        (size // 3, size // 2, text[:9]),
        (size // 2, size // 2, "five"),
        (size - 1, size, ""),
    ):
        judge.judged(Edit(start, end, text[start:end], put))


def _neutrality(text: str) -> None:
    loaded_words.findings(text)
    list(rewording.rewordings(text))


def _support(text: str) -> None:
    half = len(text) // 2
    unsupported(text, [text])
    unsupported(text[:half], [text[half:], "Ann Ely said on 5 May that 12 of 40 ferries left."])


def _edits(text: str) -> None:
    half = len(text) // 2
    check_edit(text, half, min(half + 4, len(text)), text[:7])
    differences(text, text[:half] + "six" + text[half:])


READERS: Mapping[str, Reader] = {
    "numbers": lambda text: list(numbers(text)),
    "dates": lambda text: list(dates(text)),
    "times": lambda text: list(times(text)),
    "units": _units,
    "names": lambda text: list(names.names(text)),
    "known names": names.known_names,
    "quotations": _quotations,
    "sentences": _sentences,
    "tokens": _tokens,
    "facts": facts,
    "located facts": located,
    "facts of an edit": _edits,
    "blocks, plain": _of("a.txt", _blocks),
    "blocks, Markdown": _of("a.md", _blocks),
    "visible text, plain": _of("a.txt", _seen),
    "visible text, Markdown": _of("a.md", _seen),
    "structure issues, plain": _of("a.txt", _issues),
    "structure issues, Markdown": _of("a.md", _issues),
    "judge, plain": _of("a.txt", _judged),
    "judge, Markdown": _of("a.md", _judged),
    "neutrality": _neutrality,
    "support": _support,
}
