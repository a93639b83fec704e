"""What one spinner does to one document: drawn once, then kept to."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assistant.training.corruption.base import Family
from assistant.training.corruption.families import Families

CLEAN = 0.5
"""The share of documents that stay clean."""
DENSEST = 0.4


@dataclass(frozen=True, slots=True)
class Settings:
    """One spinner.

    families    what it writes, each with its weight
    density     the share of words that it replaces
    consistent  a word that it has replaced gets the same again, and its other places too
    quotations  it writes inside quotations
    agreeing    a and an are made to agree with what it wrote
    recasing    what it writes takes the capitals of what stood there
    lower       what it writes is in lower case, names too
    joint       what stands between the words of a term: a space, or an underscore
    spread      layout is rebuilt from tokens; `marks`: with a space before every mark
    spared      the share of paragraphs that it leaves alone
    """

    families: tuple[tuple[Family, float], ...]
    density: float
    consistent: bool = False
    quotations: bool = False
    agreeing: bool = True
    recasing: bool = True
    lower: bool = False
    joint: str = " "
    spread: bool = False
    marks: bool = False
    spared: float = 0.0


def draw(families: Families, chance: random.Random) -> Settings | None:
    """A spinner as the world has them, or None for a document that stays clean.

    All densities are as frequent; three quarters of what a spinner writes is of
    one family, the rest of one or two others and of faults that come with spinning.
    """
    if chance.random() < CLEAN:
        return None
    chief, others = zip(*families.chief, strict=True)
    main, second = chance.choices(chief, others, k=2)
    fault_share = chance.choice((0.0, 0.1, 0.25, 0.5))
    total = sum(weight for _, weight in families.faults)
    mixed = {main: 0.75, second: 0.25} if main is not second else {main: 1.0}
    faults = ((family, fault_share * weight / total) for family, weight in families.faults)
    return Settings(
        families=(*mixed.items(), *(each for each in faults if fault_share)),
        density=0.02 + (DENSEST - 0.02) * chance.random(),
        consistent=main.fixed or chance.random() < 0.5,
        quotations=chance.random() < 0.25,
        agreeing=chance.random() < 0.6,
        recasing=chance.random() < 0.9,
        lower=chance.random() < 0.1,
        joint="_" if chance.random() < 0.1 else " ",
        spread=chance.random() < 0.08,
        marks=chance.random() < 0.3,
        spared=chance.choice((0.0, 0.0, 0.0, 0.3)),
    )
