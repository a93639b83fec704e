"""Makes the spun twins of seeds/: ``python -m tests.benchmarks.make_seeds``.

How is recorded in seeds/spun.toml. The text is spun, the title doubled, and leftovers of a
web page are put at the end, as spinning software leaves them. The same record gives the
same files.
"""

from __future__ import annotations

import tomllib

from assistant.language.thesaurus import wordnet
from tests.benchmarks.corpus import SEEDS
from tests.benchmarks.spinner import Spinner
from tests.benchmarks.trial import spin

_LEFTOVERS = {
    "comment": (
        "\n\nLeave a Reply\n\nYour email address will not be published. "
        "Required fields are marked *\n"
    ),
    "sharing": (
        "\n\nShare this:\n\nClick to share on Facebook (Opens in new window)\n\nLike Loading...\n"
    ),
    "none": "\n",
}


def garbled(name: str, rate: float, seed: int, sloppy: float, leftovers: str) -> str:
    """The garbled twin of one clean article."""
    clean = (SEEDS / "clean" / name).read_text("utf-8")
    spun = spin(clean, Spinner(wordnet(), rate, seed, sloppy=sloppy)).text.rstrip("\n")
    if name.endswith(".txt"):
        title, rest = spun.split("\n", 1)
        spun = f"{title}\n\n{title}\n{rest}"
    return spun + _LEFTOVERS[leftovers]


def main() -> None:
    """Write every twin that is recorded."""
    records = tomllib.loads((SEEDS / "spun.toml").read_text("utf-8"))
    for name, record in records.items():
        (SEEDS / "garbled" / name).write_text(garbled(name, **record), "utf-8")
        print(name)


if __name__ == "__main__":
    main()
