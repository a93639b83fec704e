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
    ids: Sequence[str]
    kind: str = ""
    rest: str = ""

    def __str__(self) -> str:
        verb = {Decision.ACCEPTED: "accepts", Decision.REJECTED: "rejects"}.get(self.decision)
        what = counted(len(self.ids), f"{self.kind} hunk".strip())
        return f"{verb or 'reopens'} {what}{self.rest}"


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
        unsure = [h.id for h in pending if h.edit.confidence < _SURE]
        decided = [h.id for h in review.hunks if h.decision is not Decision.PENDING]
        yield Offer("u", accept, waiting(review), "unflagged")
        sure = waiting(review, least=_SURE)
        yield Offer("s", accept, sure, "unflagged", f", {_SURE:g} sure or more")
        if len(alike) > 1:
            yield Offer("l", accept, alike, rest=" like this one")
            yield Offer("L", reject, alike, rest=" like this one")
        if (only := session.order.only) is not None:
            own = set(waiting(review))
            kept = [hunk_id for hunk_id in chosen if hunk_id in own]
            yield Offer("f", accept, kept, "unflagged", f" of those: {only}")
            yield Offer("F", reject, chosen, "undecided", f" of those: {only}")
        yield Offer("d", reject, unsure, "undecided", f", less than {_SURE:g} sure")
        yield Offer("r", reject, [h.id for h in pending], "undecided")
        yield Offer("o", Decision.PENDING, decided, "decided")

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
