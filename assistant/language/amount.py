"""An amount: what a number is worth, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at a place: a mantissa times a scale, in a unit.

    `shown` is its canonical form where that is no plain number (`dozens`, a score of `3-1`);
    a `part` is a fraction written as one. What other words may imply is `weak`.
    """

    start: int
    end: int
    mantissa: Fraction = Fraction(0)
    scale: int = 1
    unit: str = ""
    sign: str = ""
    shown: str = ""
    part: bool = False
    weak: bool = False

    @property
    def value(self) -> Fraction:
        """What it is worth, in its unit, its sign left out."""
        return self.mantissa * self.scale

    @property
    def bare(self) -> bool:
        """Whether it is a number with neither scale nor unit."""
        return not self.shown and not self.part and self.scale == 1 and not self.unit

    @property
    def canonical(self) -> str:
        """Its value and unit in one form: `1000`, `5 %`, `3/4`, `-2.5 km`."""
        if self.part and self.scale == 1 and not self.unit:
            return f"{self.mantissa.numerator}/{self.mantissa.denominator}"
        number = self.shown or self.sign + plain(self.value)
        return f"{number} {self.unit}".rstrip()


def plain(value: Fraction) -> str:
    """A number in digits, with a decimal point where it comes to an end, else as a fraction."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (10**digits * value).denominator != 1:
        digits += 1
    number = str(int(abs(value) * 10**digits)).rjust(digits + 1, "0")
    text = f"{number[:-digits]}.{number[-digits:]}" if digits else number
    return ("-" if value < 0 else "") + text
