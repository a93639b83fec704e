"""Deciding many hunks at once; how many is said before, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.counting import counted
from assistant.review.model import Decision
from assistant.review.selecting import waiting
from assistant.tui.controllers.base import Desk, Handlers

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Offer:
    """Some hunks that can be decided at once: the key that does it, and which they are."""

    key: str
    decision: Decision
    which: str
    ids: Sequence[str]

    def __str__(self) -> str:
        verb = {Decision.ACCEPTED: "accepts", Decision.REJECTED: "rejects"}.get(self.decision)
        return f"{verb or 'reopens'} {counted(len(self.ids), 'hunk')} {self.which}".rstrip()


class Bulk:
    """Offers what can be decided at once, with its number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The command that decides in bulk."""
        return {"bulk": self._offer}

    def _offers(self) -> Iterator[Offer]:
        session = self._desk.session
        review, alike = session.review, session.alike()
        pending = [h for h in review.hunks if h.decision is Decision.PENDING]
        shown = [review.hunks[place] for place in session.order.places(review)]
        chosen = [h.id for h in shown if h.decision is Decision.PENDING]
        accept, reject = Decision.ACCEPTED, Decision.REJECTED
        yield Offer("u", accept, "that are not flagged", waiting(review))
        yield Offer("s", accept, f"that are not flagged and at least {_SURE:g} sure",
                    waiting(review, least=_SURE))  # fmt: skip
        if len(alike) > 1:
            yield Offer("l", accept, "like this one", alike)
            yield Offer("L", reject, "like this one", alike)
        if (only := session.order.only) is not None:
            own = set(waiting(review))
            yield Offer("f", accept, f"that are {only}", [i for i in chosen if i in own])
            yield Offer("F", reject, f"that are {only}", chosen)
        yield Offer("d", reject, f"less than {_SURE:g} sure",
                    [h.id for h in pending if h.edit.confidence < _SURE])  # fmt: skip
        yield Offer("r", reject, "that are undecided", [h.id for h in pending])
        decided = [h.id for h in review.hunks if h.decision is not Decision.PENDING]
        yield Offer("o", Decision.PENDING, "that are decided", decided)

    def _offer(self) -> None:
        offers = {offer.key: offer for offer in self._offers() if offer.ids}
        if not offers:
            self._desk.say("there is no hunk")
            return

        def chosen(key: str) -> None:
            if (offer := offers.get(key)) is not None:
                count = self._desk.session.decide_all(offer.ids, offer.decision)
                self._desk.say(f"{counted(count, 'hunk')} {offer.decision}; u undoes it")
                self._desk.refresh_all()

        text = "\n".join(f"{key}  {offer}" for key, offer in offers.items())
        note = "\n\nWhat is flagged is accepted one by one, and u takes all of it back."
        self._desk.choose("In bulk", text + note, [(key, "") for key in offers], chosen)
