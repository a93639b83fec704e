"""`assistant serve` and the pages of others: none of them may drive the desk, or see it."""

from __future__ import annotations

import asyncio
import gc
import re
import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import config
from assistant.errors import UsageError
from assistant.tui.app import DeskApp
from assistant.workspace import folder as queue
from assistant.workspace.workspace import Workspace
from tests.support.command import article, assistant, script

pytest.importorskip("textual_serve")
import aiohttp
from aiohttp import web

from assistant.cli.browser import MOST_SESSIONS, DeskServer
from tests.cli.test_serve import free_port

_IDLE = "head -c 1"
"""In the place of a desk: ends at the first word that it hears."""

Steps = Callable[[DeskServer, aiohttp.ClientSession, str], Awaitable[None]]


def served(steps: Steps, command: str = _IDLE) -> None:
    """Carry out steps against a server at a port of its own, as a browser without cookies."""

    async def main() -> None:
        server = DeskServer(command, free_port())
        runner = web.AppRunner(await server._make_app())
        await runner.setup()
        await web.TCPSite(runner, server.host, server.port).start()
        jar = aiohttp.CookieJar(unsafe=True)
        try:
            async with aiohttp.ClientSession(cookie_jar=jar) as session:
                await steps(server, session, server.public_url)
        finally:
            await runner.cleanup()
            await asyncio.sleep(0.2)  # textual-serve does not wait for its processes

    asyncio.run(main())
    gc.collect()


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    """The status of a request."""
    async with session.get(url, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def socket(session: aiohttp.ClientSession, url: str, **headers: str) -> Any:
    """The socket of a desk, or the status with which it was refused."""
    try:
        return await session.ws_connect(f"{url}/ws", headers=headers)
    except aiohttp.WSServerHandshakeError as error:
        return error.status


def test_without_the_link_nothing_is_served() -> None:
    """No page, no file, no socket; whatever the origin says."""

    async def steps(_: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        for path in ("/", "/?key=", "/?key=wrong", "/static/js/textual.js", "/download/x", "/no"):
            assert await status(session, url + path) == 403, path
        for origin in (url, "https://evil.example", "null"):
            assert await socket(session, url, Origin=origin) == 403

    served(steps)


def test_the_link_works_once_and_the_cookie_is_the_browsers_own() -> None:
    """No script can read it, and no other site's request carries it."""

    async def steps(server: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        async with session.get(server.guard.link) as answer:
            cookie = answer.headers["Set-Cookie"]
            assert answer.status == 200
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert server.guard.link.partition("key=")[2] not in cookie
        assert await status(session, url) == 200
        assert await status(session, url + "/static/js/textual.js") == 200
        async with aiohttp.ClientSession() as other:
            assert await status(other, server.guard.link) == 403
            assert await status(other, url) == 403

    served(steps)


def test_each_run_has_secrets_of_its_own() -> None:
    """A link or a cookie of an earlier one opens nothing."""
    links = {DeskServer(_IDLE, 8642).guard.link for _ in range(20)}
    assert len(links) == 20
    assert all(re.fullmatch(r"http://127\.0\.0\.1:8642/\?key=[\w-]{43}", link) for link in links)


def test_a_foreign_origin_or_host_is_refused_with_the_cookie_too() -> None:
    """As a browser would send it for a rebound name, or an older one for any page."""

    async def steps(server: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        await status(session, server.guard.link)
        port = server.port
        hosts = [f"evil.example:{port}", f"localhost:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil"]
        for host in hosts:
            assert await status(session, url, Host=host) == 403, host
            assert await socket(session, url, Host=host, Origin=f"http://{host}") == 403, host
        for origin in ("https://evil.example", "null", f"https://127.0.0.1:{port}",
                       f"http://localhost:{port}", "http://127.0.0.1:1"):  # fmt: skip
            assert await status(session, url, Origin=origin) == 403, origin
            assert await socket(session, url, Origin=origin) == 403, origin
        assert await socket(session, url) == 403, "a browser always sends an origin"
        for site in ("cross-site", "same-site"):
            assert await status(session, url, **{"Sec-Fetch-Site": site}) == 403
            asked = {"Sec-Fetch-Site": site, "Origin": url}
            assert await socket(session, url, **asked) == 403

    served(steps)


def test_so_many_desks_and_no_more() -> None:
    """One that is left makes room for another."""

    async def steps(server: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        await status(session, server.guard.link)
        opened = [await socket(session, url, Origin=url) for _ in range(MOST_SESSIONS)]
        assert not [each for each in opened if isinstance(each, int)]
        assert await socket(session, url, Origin=url) == 503
        await opened.pop().close()
        for _ in range(100):
            if not isinstance(again := await socket(session, url, Origin=url), int):
                break
            await asyncio.sleep(0.05)
        else:
            pytest.fail("there is no room again")
        for each in (again, *opened):
            await each.close()

    served(steps)


def test_the_page_loads_nothing_from_elsewhere() -> None:
    """No address of another machine is in it, and the browser is told to ask none."""

    async def steps(server: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        await status(session, server.guard.link)
        async with session.get(url) as answer:
            page, headers = await answer.text(), answer.headers
        assert "googleapis" not in page
        own = f"(http|ws)://127.0.0.1:{server.port}/"
        addresses = re.findall(r"(?:https?|wss?)?://[^\s\"')]+", page)
        assert addresses
        assert all(re.match(own, address) for address in addresses), addresses
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert f"connect-src 'self' ws://127.0.0.1:{server.port};" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        async with aiohttp.ClientSession() as other, other.get(url) as refused:
            assert refused.headers["Content-Security-Policy"] == policy

    served(steps)


def test_the_desk_itself_is_shown_to_whoever_has_the_link(tmp_path: Path) -> None:
    """The real command behind the guard: its queue arrives."""
    command = [sys.executable, "-m", "assistant", "desk", "--within", str(tmp_path), str(tmp_path)]

    async def steps(server: DeskServer, session: aiohttp.ClientSession, url: str) -> None:
        await status(session, server.guard.link)
        desk = await socket(session, url, Origin=url)
        shown = b""
        async with asyncio.timeout(60):
            while b"0 reviews" not in shown:
                message = await desk.receive()
                shown += message.data if isinstance(message.data, bytes) else b""
        await desk.close()

    served(steps, shlex.join(command))


def test_settings_are_not_changed_in_a_browser(tmp_path: Path) -> None:
    """Neither the endpoint nor anything else, unless the server was started to allow it."""
    loaded = config.load({})
    fixed = Workspace(loaded, within=tmp_path, fixed_settings=True)
    for key, value in (("base_url", "http://evil.example/v1"), ("engine", "openai"), ("mouse", 0)):
        with pytest.raises(UsageError, match="not changed in a browser"):
            fixed.change(key, value)
    assert not config.user_file().exists()
    Workspace(loaded, within=tmp_path).change("accept", "none")
    assert config.user_file().exists()


@pytest.mark.parametrize("allowed", [False, True])
def test_the_served_desk_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    """`--allow-settings` reaches the desk that is started for a browser, and nothing else does."""
    started: list[Workspace] = []

    def run(self: DeskApp, **_: Any) -> None:
        started.append(self._workspace)

    monkeypatch.setattr(DeskApp, "run", run)
    from click.testing import CliRunner

    from assistant.cli.main import cli

    flags = ["--allow-settings"] if allowed else []
    done = CliRunner().invoke(cli, ["desk", "--within", str(tmp_path), *flags, str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [each.fixed_settings for each in started] == [not allowed]


@pytest.fixture
def house(tmp_path: Path) -> tuple[Path, Path]:
    """A folder that is served, and another of the user's with a review in it."""
    served_folder, own = tmp_path / "served", tmp_path / "own"
    served_folder.mkdir()
    own.mkdir()
    review = own / "diary.txt.review.json"
    assistant(
        "rewrite", article(own, name="diary.txt"), "--engine", script(own), "--accept", "none",
        "--review", review, "-o", own / "out.txt",
    )  # fmt: skip
    return served_folder, own


def test_what_a_link_leads_to_outside_is_not_in_the_queue(house: tuple[Path, Path]) -> None:
    """It is neither listed, nor shown, nor accepted; nor is a folder behind a link."""
    inside, own = house
    before = (own / "diary.txt.review.json").read_bytes()
    (inside / "diary.txt.review.json").symlink_to(own / "diary.txt.review.json")
    (inside / "folder").symlink_to(own)
    assert queue.files(inside) == ()
    (inside / "real.review.json").write_bytes(before)
    (inside / "again.review.json").symlink_to(inside / "real.review.json")
    assert [path.name for path in queue.files(inside)] == ["again.review.json", "real.review.json"]


def _linked(folder: Path, name: str, target: Path) -> str:
    (folder / name).symlink_to(target)
    return name


DOORS: dict[str, Callable[[Workspace, Path, Path], object]] = {
    "an article": lambda desk, inside, own: desk.open(_linked(inside, "a.txt", own / "diary.txt")),
    "a review": lambda desk, inside, own: desk.open(
        _linked(inside, "a.review.json", own / "diary.txt.review.json")
    ),
    "the decisions beside an article": lambda desk, inside, own: (
        _linked(inside, "b.txt.review.json", own / "new.json"),
        desk.open("b.txt"),
    ),
    "an output": lambda desk, inside, own: desk.named(_linked(inside, "o.txt", own / "diary.txt")),
    "a folder": lambda desk, inside, own: desk.named(_linked(inside, "f", own) + "/new.txt"),
    "the demo": lambda desk, inside, own: (
        _linked(inside, "demo.review.json", own / "new.json"),
        desk.demo(),
    ),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_one_function_decides_what_lies_inside(
    house: tuple[Path, Path], door: Callable[[Workspace, Path, Path], object]
) -> None:
    """Opening, the decisions beside an article, writing, a linked folder, the demo."""
    inside, own = house
    article(inside, name="b.txt")
    before = {path: path.read_bytes() for path in own.iterdir()}
    with pytest.raises(UsageError, match="outside the folder that is served"):
        door(Workspace(config.load({}), within=inside), inside, own)
    assert {path: path.read_bytes() for path in own.iterdir()} == before


def test_a_linked_folder_is_not_completed(house: tuple[Path, Path]) -> None:
    """Not even the names in it are told."""
    inside, own = house
    desk = Workspace(config.load({}), within=inside)
    assert desk.complete(_linked(inside, "f", own) + "/") is None
