"""What the script of the page is told of a review, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.article.model import Article
from assistant.checks.facts.comparison import differences
from assistant.checks.facts.extraction import located
from assistant.edits import Edit, Flag
from assistant.language.span import Span
from assistant.review.decisions import apply_policy
from assistant.review.model import Hunk, Policy, Review
from assistant.review.model import text as text_of
from assistant.review.offsets import OffsetMap
from assistant.summary.model import SummarySentence
from assistant.terminal import sanitise

_MOST_FACTS = 200
_MOST_CANDIDATES = 9

_FLAGS = {
    Flag.FACT: "it alters a number, a date, a name or another fact",
    Flag.QUOTATION: "it stands in what somebody said",
    Flag.UNCERTAIN: "it may be meant as it stands",
    Flag.UNREQUESTED: "nothing was known to be wrong here",
    Flag.OMISSION: "words are left out",
    Flag.REWRITTEN: "little is left of the wording",
    Flag.MOJIBAKE: "characters were garbled",
    Flag.NEUTRALITY: "a neutral form of a loaded word",
    Flag.TAKEAWAYS: "takeaways of a summary",
    Flag.UNSUPPORTED: "the article does not bear it out",
}


def proposed(article: Article, hunk: Hunk) -> str:
    """What a hunk proposes, as a reader sees it; as written where it holds markup."""
    return _seen(article, hunk, hunk.edit.replacement)


def told(article: Article, review: Review) -> str:
    """All that the page shows beside the article, and what its decisions are checked by."""
    name = Path(review.source.path).name
    ids = "\n".join(hunk.id for hunk in review.hunks)
    shown = {
        "path": sanitise(name),
        "name": _file_name(name),
        "sha256": review.source.sha256,
        "of": hashlib.sha256(ids.encode()).hexdigest()[:16],
        "html": article.format.is_markup,
        "hunks": [_hunk(article, hunk) for hunk in review.hunks],
        "sections": [_section(article, s.heading, Span(s.start, s.end)) for s in review.sections],
        "flags": {str(flag): words for flag, words in _FLAGS.items()},
        "summary": _summary(article, review),
    }
    stored = json.dumps(shown, separators=(",", ":"))
    return stored.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hunk(article: Article, hunk: Hunk) -> Mapping[str, Any]:
    edit = hunk.edit
    others = [(each.text, round(each.confidence, 2)) for each in edit.alternatives]
    return {
        "id": hunk.id,
        "s": hunk.section,
        "o": sanitise(_stands(article, hunk).strip("\r\n")),
        "r": sanitise(proposed(article, hunk)),
        "m": not _is_plain(article, hunk),
        "k": str(edit.kind),
        "c": round(edit.confidence, 2),
        "why": sanitise(edit.reason),
        "f": [sanitise(str(flag)) for flag in edit.flags],
        "x": [sanitise(message) for message in _altered(edit)],
        "a": others[:_MOST_CANDIDATES],
        "d": str(hunk.decision),
        "t": hunk.changed_to,
        "n": hunk.note,
    }


def _altered(edit: Edit) -> Sequence[str]:
    """What a wording does to facts; of what goes as a whole nobody asks."""
    if not edit.kind.changes_wording and Flag.FACT not in edit.flags:
        return ()
    return [each.message for each in differences(edit.original, edit.replacement)]


def _stands(article: Article, hunk: Hunk) -> str:
    if article.format.is_markup and _is_plain(article, hunk):
        return article.visible(hunk.edit.span).text
    return hunk.edit.original


def _is_plain(article: Article, hunk: Hunk) -> bool:
    """Whether a hunk is about words alone, in a format in which words are written otherwise."""
    return not article.format.is_markup or "<" not in hunk.edit.original + hunk.edit.replacement


def _seen(article: Article, hunk: Hunk, text: str) -> str:
    return article.format.seen(text) if _is_plain(article, hunk) else text


def _section(article: Article, heading: str, span: Span) -> Mapping[str, Any]:
    shown = article.visible(span).text
    counts = Counter(
        (str(found.fact.kind), " ".join(shown[found.start : found.end].split()))
        for found in located(shown)
    )
    facts = [(kind, sanitise(text), times) for (kind, text), times in counts.items()]
    return {"h": sanitise(heading), "facts": facts[:_MOST_FACTS]}


def _summary(article: Article, review: Review) -> Sequence[tuple[str, Sequence[tuple[str, int]]]]:
    if review.summary is None:
        return ()
    sentences = (*review.summary.takeaways, *review.summary.abstract)
    state = _summarised(article, review)
    evidence = [_evidence(article, state, each) if state else () for each in sentences]
    return [(sanitise(each.text), found) for each, found in zip(sentences, evidence, strict=True)]


def _summarised(article: Article, review: Review) -> Review | None:
    """The state of a review whose text was summarised: decided as now, or as was proposed."""
    summary = review.summary
    nothing, proposed = replace(review, hunks=()), apply_policy(review, Policy.ALL)
    for state in (nothing, review, proposed):
        known = text_of(state, article.source).encode("utf-8", "surrogatepass")
        if summary is not None and summary.of in (hashlib.sha256(known).hexdigest(), ""):
            return state
    return None


def _evidence(
    article: Article, state: Review, sentence: SummarySentence
) -> Sequence[tuple[str, int]]:
    """The sentences that a sentence rests on, each with the block that it is shown in."""
    changes = [(hunk.edit.span, len(hunk.text)) for hunk in state.hunks]
    places = OffsetMap.spliced(len(article.source), changes).inverse
    text = text_of(state, article.source)
    return [
        (
            sanitise(" ".join(article.format.seen(text[span.start : span.end]).split())),
            _block(article, places.offset(span.start)),
        )
        for span in sentence.evidence
    ]


def _block(article: Article, offset: int) -> int:
    found = (n for n, block in enumerate(article.blocks) if block.span.end > offset)
    return next(found, len(article.blocks) - 1)


def _file_name(name: str) -> str:
    """A name that any browser saves a file under."""
    kept = "".join(char if char.isalnum() or char in " ._-" else "_" for char in name)
    return kept.strip(" .") or "article"
