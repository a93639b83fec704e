"""Whether an edit was asked for: the channel suspected its place, or the language model agrees.

Large models over-edit. What was not asked for is kept for the editor under the flag
`unasked`, unless the language model finds the sentence, in its context, clearly likelier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.edits import Edit, Flag
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.request import Numbered, Part, visible
from assistant.models.base import LanguageModel

PROBABLE = 0.5
"""Belief that a span is garbled, from which an edit of it was asked for."""

_CONTEXT = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """Flags what was not asked for; `model` is None where no language model is installed."""

    model: LanguageModel | None

    def flagged(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The edits of a part, flagged."""
        known = {each.sentence.number: each.edits for each in revised}
        return tuple(
            edit
            for each in revised
            for edit in self._sentence(part, each.sentence, each.edits, known)
        )

    def _sentence(
        self,
        part: Part,
        sentence: Numbered,
        edits: Sequence[Edit],
        known: Mapping[int, Sequence[Edit]],
    ) -> list[Edit]:
        doubtful = [edit for edit in edits if not self._suspected(part, edit)]
        likelier = self._likelier(part, sentence, edits, doubtful, known)
        return [
            edit if edit not in doubtful or edit in likelier else edit.flagged(Flag.UNREQUESTED)
            for edit in edits
        ]

    def _suspected(self, part: Part, edit: Edit) -> bool:
        near = [s for s in part.suspicions if s.start < edit.end and edit.start < s.end]
        if self.model is None:
            near = [s for s in near if edit.replacement in {c.text for c in s.candidates}]
        return any(s.garbled >= PROBABLE for s in near)

    def _likelier(
        self,
        part: Part,
        sentence: Numbered,
        edits: Sequence[Edit],
        doubtful: Sequence[Edit],
        known: Mapping[int, Sequence[Edit]],
    ) -> frozenset[Edit]:
        """The doubtful edits that make their sentence, all others made, clearly likelier."""
        if self.model is None or not doubtful:
            return frozenset()
        context = self.model.encode(_context(part, sentence, known))
        texts = [_text(part, sentence, [e for e in edits if e != edit]) for edit in doubtful]
        texts.append(_text(part, sentence, edits))
        glue = " " if context else ""
        scores = self.model.score([(context, self.model.encode(glue + text)) for text in texts])
        gains = [scores[-1] - score for score in scores[:-1]]
        clearly = self.model.card.clearly
        return frozenset(e for e, gain in zip(doubtful, gains, strict=True) if gain > clearly)


def _context(part: Part, sentence: Numbered, known: Mapping[int, Sequence[Edit]]) -> str:
    """Title, heading and the sentences before, as revised."""
    article = part.article
    above = [visible(article.title), visible(article.heading(part.section))]
    before = [s for s in part.sentences if s.number < sentence.number][-_CONTEXT:]
    lines = "".join(f"{line}\n" for line in dict.fromkeys(above) if line)
    return lines + " ".join(_text(part, s, known.get(s.number, ())) for s in before)


def _text(part: Part, sentence: Numbered, edits: Sequence[Edit]) -> str:
    return visible(part.seen(sentence).spliced((e.start, e.end, e.replacement) for e in edits))
