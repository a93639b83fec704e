"""What a request carries: numbered sentences, what stands beside them, and what is suspected.

All of it comes from the article, so all of it stands between two marks that it cannot hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from string import ascii_lowercase
from types import MappingProxyType

from assistant.article.model import BlockKind
from assistant.checks.facts.extraction import sentence_facts
from assistant.engines.endpoint.repair.part import Part
from assistant.language.characters import CONTROL, FORMAT
from assistant.language.fact import FactKind
from assistant.language.names import ordinary
from assistant.language.span import Span
from assistant.language.spelling import Dialect
from assistant.repair.detection import Detection

_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(f"[{CONTROL}{FORMAT}]")
"""Control and format characters (categories Cc, line ends and tabs aside, and Cf)."""

_MOST_NAMES = 40
_CONTEXT = 300
_SPELLINGS = {Dialect.BRITISH: "British", Dialect.AMERICAN: "American"}


def shown(part: Part, repaired: Mapping[int, str] = MappingProxyType({})) -> str:
    """The material of a request, as text.

    `repaired` are sentences by their start, as they read by now: neighbours are shown so.
    """
    article = part.article

    def beside(span: Span) -> str:
        return visible(repaired.get(span.start, article.visible(span).text))

    lines = []
    first = article.blocks[part.sentences[0].block].kind
    if first is not BlockKind.TITLE and (title := visible(article.title)):
        lines.append(f"Title: {title}")
    if (kept := _SPELLINGS.get(part.spelling)) is not None:
        lines.append(f"Spelling: {kept}")
    if part.before is not None:
        lines.append(f"Before: {beside(part.before)[-_CONTEXT:]}")
    lines += ["", "Sentences:", *_sentences(part)]
    if part.after is not None:
        lines += ["", f"After: {beside(part.after)[:_CONTEXT]}"]
    if names := _names(part):
        lines += ["", f"Names to keep: {'; '.join(names)}"]
    if part.suspicions:
        lines += ["", "Suspects:"]
        lines += [_listed(part, number, s) for number, s in enumerate(part.suspicions, 1)]
    if part.odd:
        lines += ["", f"Odd where they stand: {'; '.join(_odd(part))}"]
    return "\n".join(lines).strip()


def _odd(part: Part) -> Iterator[str]:
    """The odd words of each sentence that has some, behind its number."""
    for number, words in groupby(part.odd, lambda each: part.sentence_of(each).number):
        yield f"[{number}] {', '.join(visible(each.text) for each in words)}"


def _sentences(part: Part) -> Iterator[str]:
    """The sentences, a line each, with an empty line between blocks."""
    block = part.sentences[0].block
    for sentence in part.sentences:
        if sentence.block != block:
            yield ""
            block = sentence.block
        yield f"[{sentence.number}] {visible(part.text(sentence))}"


def mark(text: str) -> str:
    """A line that stands nowhere in a text, the same for the same text."""
    number = 0
    while True:
        digest = hashlib.sha256(f"{number}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        if (line := f"=== material {digest[:12]} ===") not in text:
            return line
        number += 1


def has_unseen(text: str) -> bool:
    """Whether a text has control or formatting characters, line ends and tabs aside."""
    return _UNSEEN.search(text.replace("\r\n", "\n")) is not None


def visible(text: str) -> str:
    """A text on one line, without what no reader sees."""
    clean = _UNSEEN.sub("", text).encode("utf-8", "replace").decode()
    return _SPACE.sub(" ", clean).strip()


def _listed(part: Part, number: int, suspicion: Detection) -> str:
    candidates = ", ".join(
        f"{letter} {visible(candidate.text)}"
        for letter, candidate in zip(ascii_lowercase, suspicion.candidates, strict=False)
    )
    sentence = part.sentence_of(suspicion).number
    return f"S{number} [{sentence}] {visible(suspicion.text)}: {candidates}"


def _names(part: Part) -> list[str]:
    """The names of the sentences, whole, each once: those that nobody can take for garble.

    They stand elsewhere in the article too, or have a word that no dictionary lists.
    """
    everything = part.article.visible().text
    found: dict[str, None] = {}
    for sentence in part.sentences:
        text = part.text(sentence)
        spans: list[Span] = []
        for each in sentence_facts(text):
            if each.fact.kind is FactKind.NAME:
                joined = spans and text[spans[-1].end : each.start] in (" ", "-", ". ")
                start = spans.pop().start if joined else each.start
                spans.append(Span(start, each.end))
        for span in spans:
            name = visible(text[span.start : span.end])
            strange = any(not ordinary(word) for word in name.lower().split())
            if len(name) > 1 and (strange or everything.count(name) > 1):
                found[name] = None
    return list(found)[:_MOST_NAMES]
