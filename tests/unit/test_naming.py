"""Names that a summary may use: the title's, and those that complete one of the evidence."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.summary.drafts import Draft, verified
from assistant.summary.model import SummarySentence
from assistant.summary.naming import Naming
from assistant.summary.passages import passages

ARTICLE = read_text(
    "Tarrow Foods to Shut Its Bakery\n\n"
    "Ines Maddox runs the firm. Maddox said that Tarrow will shut the bakery in May. "
    "Owen Pryce did not comment on the plan.\n"
)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("Tarrow Foods", True), ("Ines", True), ("Owen", False), ("Pryce", False), ("Foods", True)],
)
def test_what_is_allowed(name: str, allowed: bool) -> None:
    """With one sentence of the article for evidence."""
    naming = Naming.of(ARTICLE.title, ARTICLE.visible().text)
    evidence = ["Maddox said that Tarrow will shut the bakery in May."]
    assert naming.allows(name, evidence) is allowed


def test_a_sentence_may_name_its_people_in_full() -> None:
    """Though the sentence it rests on calls them by one name."""
    known = dict(enumerate(passages(ARTICLE), 1))
    number = next(n for n, p in known.items() if p.text.startswith("Maddox"))
    draft = Draft("Ines Maddox said Tarrow Foods will shut the bakery in May.", (number,))
    naming = Naming.of(ARTICLE.title, ARTICLE.visible().text)
    assert isinstance(verified(draft, known, naming=naming), SummarySentence)
    assert not isinstance(verified(draft, known), SummarySentence)
