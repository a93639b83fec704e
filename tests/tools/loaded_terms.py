"""Builds the table of terms that hold a loaded word, from the WordNet 3.0 database.

Run by hand after a change of the rules: ``python -m tests.tools.loaded_terms /usr/share/wordnet``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import assistant.checks.neutrality
from assistant.checks.neutrality.lexicon import built_in

TABLE = Path(assistant.checks.neutrality.__file__).parent / "data" / "terms.txt"


def terms(database: Path) -> list[str]:
    """The nouns of two words with a loaded one in them that are no loaded words themselves."""
    lines = (database / "index.noun").read_text("utf-8").splitlines()
    lemmas = {line.split()[0].replace("_", " ") for line in lines if not line.startswith("  ")}
    forms = {" ".join(form) for known in built_in().values() for form in known}
    single = {form for form in forms if " " not in form}
    return sorted(
        lemma for lemma in lemmas - forms if lemma.count(" ") == 1 and single & set(lemma.split())
    )


if __name__ == "__main__":
    head = "# Terms that hold a loaded word (WordNet 3.0)."
    TABLE.write_text("\n".join([head, *terms(Path(sys.argv[1])), ""]), "utf-8")
