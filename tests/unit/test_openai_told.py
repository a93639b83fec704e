"""What a model is told, in how many tokens, and what is made of answers that are half right."""

from __future__ import annotations

import json
import re
from itertools import takewhile

import pytest

from assistant import prompts
from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.chat.tokens import counter
from assistant.edits import EditKind, Flag
from assistant.language.span import Span
from assistant.repair.density import Reading
from assistant.repair.detection import Detection
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.review.policies import policy_of
from assistant.workspace import pipeline
from tests.support import chat
from tests.support.endpoint import Endpoint
from tests.unit.test_openai_engine import Suspicious

COUNT = counter("gpt-4o-mini")
BODY = "Nobody came to the harbor on that day, and no boat left it. " * 16


def answering(*changes: str) -> Endpoint:
    """A model that makes some changes, whatever it is asked."""
    return Endpoint(chat.always(json.dumps({"picks": "", "changes": list(changes)})))


def test_all_requests_of_an_article_begin_alike() -> None:
    """So that a server reads what they share once; what it is told stays below 450 tokens."""
    with answering() as server:
        article = read_text(f"The Harbor Year\n\n{BODY}\n")
        pipeline.repair(article, chat.engine(server, prompt_limit=640))
        asked = [request.body["messages"] for request in server.requests]
    assert len(asked) > 1
    assert len({system["content"] for system, _ in asked}) == 1
    assert COUNT.text(asked[0][0]["content"]) < 450
    with answering() as server:
        pipeline.repair(read_text(chat.ARTICLE), chat.engine(server))
        other = server.requests[0].body["messages"]
    pairs = zip(asked[0][0]["content"], other[0]["content"], strict=False)
    shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    assert COUNT.text(shared) > 400


@pytest.mark.parametrize("name", ["repair", "repair_sentence"])
def test_the_form_is_shown_by_an_example(name: str) -> None:
    """With numbers and words, no pattern of letters that a weak model would copy."""
    prompt = prompts.load(name)
    shown = f"{prompt.system}\n{prompt.user}\n{prompt.json_answer}\n{prompt.text_answer}"
    assert not re.search(r"\bN[a-z]?\b|\bM[a-z]\b", shown)
    assert "conserved" in shown


RIGHT = [
    ("The board heard every one of the three bids.", "every one of the three => all three", ()),
    ("Not many of the boats came home.", "Not many => Few", (Flag.FACT,)),
    ("She spoke at the Unified Countries.", "Unified Countries => United Nations", (Flag.FACT,)),
    ("The gates were painted Red Rivers.", "Red Rivers => red", (Flag.FACT,)),
    ("The drum is freed double a day.", "double => twice", ()),
    ("The ferry towed one other boat.", "one other => another", ()),
]


@pytest.mark.parametrize(("source", "change", "flags"), RIGHT, ids=lambda value: str(value)[:30])
def test_a_right_repair_is_not_refused(source: str, change: str, flags: tuple[Flag, ...]) -> None:
    """What is the same quantity passes; what touches a fact waits, and a policy may name that."""
    with answering(f"1 {change}") as server:
        review, account = pipeline.repair(read_text(f"{source}\n"), chat.engine(server))
    assert account.refused == ()
    old, _, new = change.partition(" => ")
    wanted = f"{source}\n".replace(old, new)
    assert [flag for hunk in review.hunks for flag in hunk.edit.flags if flag in flags] == [*flags]
    policy = policy_of("all+fact" if flags else "all")
    assert text(apply_policy(review, policy), f"{source}\n") == wanted


def test_about_as_many_is_not_as_many() -> None:
    """A limit or an approximation that goes is a fact that goes."""
    source = "Sales sank to around 40 % of the plan.\n"
    with answering("1 Sales fell to 40 % of the plan.") as server:
        review, account = pipeline.repair(read_text(source), chat.engine(server))
    assert "around 40 %" in text(apply_policy(review, Policy.ALL), source)
    flagged = [flag for hunk in review.hunks for flag in hunk.edit.flags]
    assert Flag.FACT in flagged or [each.code for each in account.refused] == ["fact-altered"]


def test_a_sentence_that_reads_garbled_and_comes_back_as_it_was_is_marked() -> None:
    """It waits; where something is proposed the rest of the sentence is the model's word."""

    class Seeing(Suspicious):
        def reading(self, article: Article) -> Reading:
            places = [Span(at := article.source.index(t), at + len(t)) for t in ("alien", "plan")]
            doubted = tuple(
                Detection(s.start, s.end, article.slice(s), 0.9, (), "it reads garbled")
                for s in places
            )
            return Reading((), 60.0, doubted)

    channel = Seeing(("loss leaders", 0.9, "leaders"))
    with answering("2 froze off => rejected") as server:
        review, _ = pipeline.repair(
            read_text(chat.ARTICLE), chat.engine(server, channel=channel, cache=None)
        )
    found = [(h.edit.original, h.edit.kind, h.edit.flags) for h in review.hunks]
    assert ("alien", EditKind.MARK, (Flag.UNCERTAIN,)) in found
    assert [kind for _, kind, _ in found].count(EditKind.MARK) == 1
    assert text(apply_policy(review, Policy.ALL), chat.ARTICLE).count("alien") == 1
