"""`assistant summarise`, `rewrite --summary` and `rewrite --neutral`, as a shell runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.chat import always
from tests.support.command import article, assistant, script
from tests.support.endpoint import Endpoint

TEXT = (
    "Harbor Vote\n\n"
    "Quick Takeaways\n\n"
    "• The loss leaders closed the ferry.\n\n"
    "A Night Vote\n\n"
    "The loss leaders of Port Ellery closed the ferry on Monday night.\n\n"
    "Ines Tarrow slammed the plan, and said that the boats had lost money for nine years.\n"
)
LINES = [{"find": "loss leaders", "replace": "leaders"}]
CLOSED = "The leaders of Port Ellery closed the ferry on Monday night."
QUIET = ("--color", "never", "--quiet")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a cache of its own."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_summary_of_an_article_and_of_a_review(place: Path) -> None:
    """Of a review what was accepted is summarised, or what is proposed, and that is said."""
    text = (
        "Harbor Vote\n\nThe loss leaders of Port Ellery closed the ferry on Monday night.\n\n"
        "Ines Tarrow said that the boats had lost money for nine years.\n"
    )
    article(place, text)
    done = assistant("summarise", "article.txt")
    assert "• The loss leaders of Port Ellery closed the ferry on Monday night. [2]" in (
        done.stdout.decode()
    )
    (place / "script.json").write_text('[{"find": "loss leaders", "replace": "leaders"}]')
    assistant(
        "rewrite", "article.txt", "--engine", "scripted:script.json", "--accept", "none",
        "--review", "r.json", "-o", "out.txt",
    )  # fmt: skip
    done = assistant("summarise", "r.json", "--format", "markdown")
    assert "- The leaders of Port Ellery closed the ferry on Monday night.[^2]" in (
        done.stdout.decode()
    )
    assert "1 hunk undecided" in done.stderr.decode()


def test_rewrite_with_a_summary(place: Path) -> None:
    """It is of the repaired text; it goes to stdout where the article goes elsewhere."""
    article(place, TEXT)
    engine = script(place, LINES)
    done = assistant("rewrite", "article.txt", "--engine", engine, "--summary", "-o", "out.txt")
    assert f"• {CLOSED} [5]" in done.stdout.decode()
    done = assistant(
        "rewrite", "article.txt", "--engine", engine, "--summary", "--review", "r.json"
    )
    assert done.stdout.decode() == TEXT.replace("loss leaders", "leaders")
    assert f"• {CLOSED} [5]" in done.stderr.decode()
    saved = json.loads((place / "r.json").read_text())["summary"]
    assert CLOSED in [sentence["text"] for sentence in saved["takeaways"]]


def test_update_proposes_the_takeaways_of_the_article(place: Path) -> None:
    """In the review that is there, or in a new one; the source stays as it is."""
    article(place, TEXT)
    engine = script(place, LINES)
    assistant("rewrite", "article.txt", "--engine", engine, "--review", "r.json", "-o", "out.txt")
    assert assistant("summarise", "r.json", "--update").returncode == 0
    assert assistant("summarise", "article.txt", "--update", "--review", "n.json").returncode == 0
    for name in ("r.json", "n.json"):
        stored = json.loads((place / name).read_text())
        kinds = [hunk["kind"] for hunk in stored["hunks"]]
        assert kinds.count("takeaways") == 1
        assert stored["summary"]["takeaways"]
    assert (place / "article.txt").read_text() == TEXT
    for wrong in (
        ("article.txt", "--update"),
        ("r.json", "--update", "--review", "x.json"),
        ("article.txt", "--review", "x.json"),
    ):
        assert assistant("summarise", *wrong).returncode == 2


def test_neutral_forms_are_proposed_and_never_accepted_by_policy(place: Path) -> None:
    """Each is a hunk of its own kind with the reason."""
    article(place, TEXT)
    engine = script(place, [])
    done = assistant(
        "rewrite", "article.txt", "--engine", engine, "--neutral", "--accept", "all",
        "--format", "json", *QUIET,
    )  # fmt: skip
    (hunk,) = json.loads(done.stdout)["hunks"]
    assert (hunk["kind"], hunk["original"], hunk["replacement"]) == (
        "neutrality",
        "slammed",
        "criticized",
    )
    assert (hunk["decision"], hunk["flags"]) == ("pending", ["neutrality"])


def test_a_summary_by_an_endpoint(place: Path) -> None:
    """One line says where the text goes; what is not supported does not come back."""
    article(place, TEXT)
    good = {"text": "Port Ellery’s leaders closed the ferry on Monday night.", "evidence": [5]}
    wrong = {"text": "The ferry was closed on Sunday.", "evidence": [5]}
    answer = json.dumps({"takeaways": [good, wrong], "abstract": [good]})
    with Endpoint(always(answer)) as server:
        done = assistant(
            "summarise", "article.txt", "--engine", "openai", "--base-url", server.url,
            "--model", "gpt-4o-mini", "--takeaways", "1", "--format", "json",
        )  # fmt: skip
    stored = json.loads(done.stdout)
    assert [sentence["text"] for sentence in stored["takeaways"]] == [good["text"]]
    start, end = (stored["takeaways"][0]["evidence"][0][key] for key in ("start", "end"))
    assert TEXT[start:end] == "The loss leaders of Port Ellery closed the ferry on Monday night."
    assert stored["dropped"] == 1
    assert "the text goes to 127.0.0.1" in done.stderr.decode()


def test_forms(place: Path) -> None:
    """A page, to a file."""
    article(place, TEXT)
    done = assistant("summarise", "article.txt", "--format", "html", "-o", "s.html")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (place / "s.html").read_text().startswith("<!doctype html>")


def endpoint_of(server: Endpoint) -> tuple[str, ...]:
    """The flags that choose a server."""
    return ("--engine", "openai", "--base-url", server.url, "--model", "gpt-4o-mini")


def test_what_a_summary_costs_is_told(place: Path) -> None:
    """Beforehand without sending anything, and afterwards; a limit stops it before it is met."""
    source = article(place)
    with Endpoint(lambda _: '{"takeaways": [], "abstract": []}') as server:
        before = assistant("summarise", source, "--estimate", *endpoint_of(server))
        assert before.stdout.decode().startswith("1 request, ")
        assert "about $0.000" in before.stdout.decode()
        stopped = assistant("summarise", source, "--max-tokens", "50", *endpoint_of(server))
        assert (
            "was not asked: the next request might go beyond 50 tokens" in stopped.stderr.decode()
        )
        assert server.requests == []
        done = assistant("summarise", source, *endpoint_of(server))
        assert len(server.requests) >= 1
    assert re.search(r"\d requests?, [\d,]+ tokens sent, \d+ answered, \$0\.", done.stderr.decode())
    local = assistant("summarise", source, "--estimate")
    assert local.returncode == 2
    assert "no cost to estimate" in local.stderr.decode()
