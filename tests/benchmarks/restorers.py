"""What is compared: ours, nothing, frequency alone, the naive scorer, the model in a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.edits import EditKind, word_edits
from assistant.engines.local import LocalEngine
from assistant.language.frequency import zipf
from assistant.language.thesaurus import wordnet
from assistant.models.base import LanguageModel, Metered
from assistant.models.ctranslate import CTranslateModel
from assistant.prompts import read
from assistant.repair.channel import Channel
from assistant.repair.posterior import weights
from assistant.repair.reading import lines, sentences, vocabulary
from assistant.repair.weighing import Weighing
from assistant.workspace import pipeline
from tests.benchmarks.chat_model import answer
from tests.benchmarks.measures import Change
from tests.benchmarks.trial import Repaired, Restorer

_FREQUENCY_BAR = 1.0
"""Zipf by which a candidate must be commoner: the best of 0.5, 1, 1.5, 2 on the fitted half."""

_MOST_NEW_TOKENS = 120
_PROMPT = Path(__file__).with_name("rewrite.toml")


def ours(engine: LocalEngine) -> Restorer:
    """The local engine, as the product runs it; what waits for an editor does not count."""

    def restore(article: Article) -> Repaired:
        review, account = pipeline.repair(article, engine)
        edits = [hunk.edit for hunk in review.hunks]
        kept = [edit for edit in edits if edit.kind is EditKind.WORDING and not edit.flags]
        return Repaired(
            tuple((edit.start, edit.end, edit.replacement) for edit in kept),
            tuple(edit.confidence for edit in kept),
            account.work.tokens,
        )

    return restore


def copy(article: Article) -> Repaired:
    """Do nothing."""
    del article
    return Repaired(())


def frequency(article: Article) -> Repaired:
    """Write the commonest candidate where it is much commoner than what stands there."""
    edits: list[Change] = []
    for _, line in lines(article, quotations(article), wordnet()):
        for number, members in enumerate(line.passage.groups):
            if number in line.passage.quoted:
                continue
            best = max(members.options, key=lambda o: zipf(o.candidate.text.lower()))
            here = " ".join(word.text for word in best.span.run).lower()
            if zipf(best.candidate.text.lower()) - zipf(here) > _FREQUENCY_BAR:
                edits.append(best.edit)
    return Repaired(tuple(_apart(edits)))


def naive(model: LanguageModel) -> Restorer:
    """Every candidate of every content word scored in its whole sentence, once."""

    def restore(article: Article) -> Repaired:
        meter = Metered(model)
        weighing = Weighing(meter, weights(), vocabulary(sentences(article)), prospect=-1.0)
        channel = Channel(weighing, waves=1, full=True)
        found = [line for _, line in lines(article, quotations(article), wordnet())]
        channel.restore(found)
        edits = tuple(edit for line in found for edit in line.passage.edits())
        return Repaired(edits, tokens=meter.tokens)

    return restore


def prompted(model: CTranslateModel) -> Restorer:
    """The same model asked in a prompt to rewrite each sentence."""
    prompt = read(_PROMPT)

    def restore(article: Article) -> Repaired:
        tokens = 0
        edits: list[Change] = []
        previous = ""
        for sentence in sentences(article):
            text = article.slice(sentence.span)
            values = {"title": article.title, "before": previous, "sentence": text}
            written, size = answer(model, *prompt.render(values), _MOST_NEW_TOKENS)
            tokens += size
            start = sentence.span.start
            changes = word_edits(text, written.strip())
            edits += [(start + a, start + b, new) for a, b, new in changes]
            previous = text
        return Repaired(tuple(edits), tokens=tokens)

    return restore


def _apart(edits: list[Change]) -> Iterator[Change]:
    reached = -1
    for edit in sorted(edits):
        if edit[0] >= reached:
            yield edit
            reached = edit[1]
