"""Words of a summary that say the contrary of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.content import tokens

_TABLE = """
rise rises rose risen rising increase increases increased increasing grow grew grown growing
    growth climb climbed gain gained up higher jump jumped surge surged doubled soared soar /
    fall falls fell fallen falling drop drops dropped decrease decreased decline declined
    declines shrink shrank shrunk slump slumped down lower plunged plunge halved reduced reduce
    cut slid
approve approved approves backed back backs accept accepted accepts support supported
    supports endorsed passed adopted / reject rejected rejects oppose opposed opposes refuse
    refused refuses blocked dismissed
open opened opens reopen reopened / close closed closes shut shuts closing
before / after
guilty convicted / acquitted cleared innocent
hire hired hiring recruit recruited / fire fired sacked dismissed laid
buy buys bought acquire acquired / sell sells sold
lend lends lent / borrow borrows borrowed
more / fewer less
arrived arrive arrives / left leave leaves departed
begin began begins start started starts / end ended ends finish finished
north northern / south southern
east eastern / west western
largest biggest highest longest oldest / smallest lowest shortest youngest
win won wins / lose lost loses
"""
_PAIRS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for line in _TABLE.replace("\n    ", " ").strip().splitlines()
    for one, other in [line.split("/")]
)


_NOT = frozenset({"not", "never", "no"})


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """A word whose contrary the evidence has, and it itself not, nor anything of its kind."""
    said_so = tokens(sentence)
    here = {
        token.lower
        for number, token in enumerate(said_so)
        if not any(before.lower in _NOT for before in said_so[max(0, number - 2) : number])
    }
    there = {token.lower for text in evidence for token in tokens(text)}
    for one, other in _PAIRS:
        for said, contrary in ((one, other), (other, one)):
            used = here & said
            if used and not there & said and there & contrary and not here & contrary:
                yield f"“{min(used)}” is the contrary of “{min(there & contrary)}”"
