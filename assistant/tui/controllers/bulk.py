"""Deciding many hunks at once; how many is said before, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.counting import counted
from assistant.review.model import Decision
from assistant.review.selecting import waiting
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.screens.bulk import BulkScreen, Offer


class Bulk:
    """Offers what can be decided at once, with its number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sure = 90
        """How sure a hunk must be to count as sure, in percent; the editor's say."""

    def handlers(self) -> Handlers:
        """The command that decides in bulk."""
        return {"bulk": self._offer}

    def _offers(self, sure: int) -> Iterator[Offer]:
        session = self._desk.session
        review, alike, least = session.review, session.alike(), sure / 100
        pending = [h for h in review.hunks if h.decision is Decision.PENDING]
        accept, reject = Decision.ACCEPTED, Decision.REJECTED
        unsure = [h.id for h in pending if h.edit.confidence < least]
        yield Offer("u", accept, waiting(review), "unflagged")
        surer = waiting(review, least=least)
        yield Offer("s", accept, surer, "unflagged", f", {sure} % sure or more")
        yield Offer("d", reject, unsure, "undecided", f", less than {sure} % sure")
        if len(alike) > 1:
            yield Offer("l", accept, alike, rest=" like this one")
            yield Offer("L", reject, alike, rest=" like this one")
        if (only := session.order.only) is not None:
            shown = [review.hunks[place] for place in session.order.places(review)]
            chosen = [h.id for h in shown if h.decision is Decision.PENDING]
            own = set(waiting(review))
            kept = [hunk_id for hunk_id in chosen if hunk_id in own]
            yield Offer("f", accept, kept, "unflagged", f" of those: {only}")
            yield Offer("F", reject, chosen, "undecided", f" of those: {only}")
        yield Offer("r", reject, [h.id for h in pending], "undecided")
        decided = [h.id for h in review.hunks if h.decision is not Decision.PENDING]
        yield Offer("o", Decision.PENDING, decided, "decided")

    def _offer(self) -> None:
        desk = self._desk
        if not desk.session.review.hunks:
            desk.say("there is no hunk to decide yet")
            return

        def chosen(offer: Offer | None) -> None:
            if offer is not None:
                count = desk.session.decide_all(offer.ids, offer.decision)
                done = "reopened" if offer.decision is Decision.PENDING else str(offer.decision)
                desk.say(f"{counted(count, 'hunk')} {done}; u undoes it")
                desk.refresh_all()

        desk.app.push_screen(BulkScreen(self._offers, self._sure, self._keep), chosen)

    def _keep(self, sure: int) -> None:
        self._sure = sure
