"""A real browser decides a review in its page, and what it saves comes home."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.chromium import CHROMIUM, Tab, browser
from tests.support.command import ARTICLE, article, assistant, script

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

WRITTEN = "other & <i>"
_CODES = {"Tab": 9, "Enter": 13, "Escape": 27}


async def press(tab: Tab, key: str) -> None:
    """Press a key as a person does."""
    told: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": _CODES.get(key, ord(key[0]))}
    if len(key) == 1:
        told["text"] = key
    if key == "Enter":
        told["text"] = "\r"
    await tab.call("Input.dispatchKeyEvent", type="keyDown", **told)
    await tab.call("Input.dispatchKeyEvent", type="keyUp", **told)


async def click(tab: Tab, selector: str, number: int = 0) -> None:
    """Click the middle of an element with the mouse."""
    place = await tab.value(
        f"(() => {{ const e = document.querySelectorAll({json.dumps(selector)})[{number}];"
        " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
        " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        await tab.call(
            "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left",
            clickCount=1,
        )  # fmt: skip


async def states(tab: Tab) -> list[str]:
    """How each hunk stands, by its class."""
    return list(
        await tab.value("[...document.querySelectorAll('.h')].map(e => e.className.split(' ')[1])")
    )


async def decided(tab: Tab, total: int) -> None:
    """Decide by keys, undo, write, and decide the last by mouse."""
    for key in "1ny":
        await press(tab, key)
    assert (await states(tab))[:3] == ["changed", "rejected", "accepted"]
    await press(tab, "u")
    told = await tab.value("document.querySelector('#count').textContent")
    assert told == f"2 of {total} decided"
    await press(tab, "e")
    await tab.until("document.activeElement.tagName === 'TEXTAREA'")
    await tab.call("Input.insertText", text=WRITTEN)
    await press(tab, "Enter")
    assert await tab.value("document.querySelectorAll('.h.changed ins')[1].textContent") == WRITTEN
    await click(tab, ".h", total - 1)
    await click(tab, "#panel .row button", 0)
    assert (await states(tab))[-1] == "accepted"


async def saved(tab: Tab, folder: Path) -> Path:
    """The file that the page saves."""
    await tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    await click(tab, "#save")
    async with asyncio.timeout(20):
        while not (found := list(folder.glob("*.json"))):
            await asyncio.sleep(0.1)
    return found[0]


def test_a_review_is_decided_in_a_browser(tmp_path: Path) -> None:
    """By keys and by mouse; it remembers, undoes, saves, and the file is taken in."""
    source = ARTICLE + "\nThe hostile <b>alien</b> </script> & co. froze off again.\n"
    review, page = tmp_path / "a.review.json", tmp_path / "page.html"
    assistant(
        "rewrite", article(tmp_path, source), "--engine", script(tmp_path), "--accept", "none",
        "--review", review, "-o", tmp_path / "out.txt",
    )  # fmt: skip
    done = assistant("review", review, "--format", "html", "-o", page)
    assert done.returncode == 0, done.stderr

    async def main() -> Path:
        async with browser(tmp_path / "profile") as open_page:
            tab = await open_page(page.as_uri())
            await tab.until("!!document.querySelector('.h.now')")
            await decided(tab, len(await states(tab)))
            before = await states(tab)
            await tab.call("Page.reload")
            await tab.until("!!document.querySelector('.h.changed')")
            assert await states(tab) == before
            await press(tab, "v")
            assert await tab.value("document.body.className") == "view-original"
            file = await saved(tab, tmp_path / "downloads")
            assert tab.complaints == []
            assert {url.split(":")[0] for url in tab.requested} <= {"file", "blob", "data"}
            return file

    file = asyncio.run(main())
    assert file.name == "article.txt.decisions.json"
    home = assistant("review", review, "--from", file)
    assert home.returncode == 0, home.stderr
    assert b"1 accepted, 1 rejected, 2 changed" in home.stdout
    assert WRITTEN.encode() in assistant("apply", review).stdout
    assert b"nothing was decided" in assistant("review", review, "--from", file).stdout
