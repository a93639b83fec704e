"""What the candidates of a place would write, with the capitals and articles of the text."""

from __future__ import annotations

from assistant.edits import Alternative
from assistant.language.articles import with_article
from assistant.language.casing import recase
from assistant.language.names import is_headline
from assistant.repair.detection import Detection
from assistant.repair.garble.belief import Belief
from assistant.repair.garble.places import Place
from assistant.repair.passage import Splice
from assistant.repair.reading import Sentence

REASON = "it reads garbled"
_CANDIDATES = 5


def change(source: str, place: Place, belief: Belief) -> Splice:
    """What the likeliest candidate of a place writes where."""
    span, candidate = place.options[belief.likeliest(1)[0]]
    start, end = span.run[0].start, span.run[-1].end
    first, put = _edit(source, place, start, end, recase(candidate.text, span.run))
    return first, end, put


def detection(source: str, sentence: Sentence, place: Place, belief: Belief) -> Detection:
    """A place of a sentence as a detection, over the words of its best candidate."""
    every = place.options
    order = [at for at in belief.likeliest(len(every)) if belief.candidates[at] > 0]
    span = every[order[0]][0] if order else place.spans[0]
    start, end = span.run[0].start, span.run[-1].end
    headline = is_headline(sentence.shown.text, sentence.run)
    written: dict[tuple[int, str], float] = {}
    for at in order:
        of, candidate = every[at]
        if of is span:
            text = recase(candidate.text, span.run, headline=headline)
            written.setdefault(_edit(source, place, start, end, text), belief.candidates[at])
    best = list(written.items())[:_CANDIDATES]
    first = min((begin for (begin, _), _ in best), default=start)
    return Detection(
        first,
        end,
        source[first:end],
        round(belief.garbled, 4),
        tuple(
            Alternative(source[first:begin] + text, round(share, 4))
            for (begin, text), share in best
        ),
        REASON,
        guessed=bool(order) and not every[order[0]][1].relation,
    )


def _edit(source: str, place: Place, start: int, end: int, text: str) -> tuple[int, str]:
    """Where a candidate begins and what it writes: an a or an before it agrees, a space goes."""
    if not text and place.before is not None:
        return place.before.end, ""
    first, _, put = with_article(source, start, end, text)
    return first, put
