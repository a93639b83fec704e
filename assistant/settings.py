"""Every setting, typed and nested; files, variables and flags name each by one flat key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, get_type_hints


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """What is asked, and what it may cost."""

    profile: str = ""
    """The kind of endpoint: openai, openrouter, ollama, vllm, llamacpp, lmstudio or your own."""

    base_url: str = ""
    """Where the endpoint is; that of the profile if empty."""

    model: str = ""
    """The model to ask; that of the profile if empty."""

    key_file: str = ""
    """A file of mode 0600 that holds the key."""

    scope: Literal["auto", "all"] = "auto"
    """Which sections are sent: all, or none of an article in which nothing is suspected."""

    form: Literal["auto", "sections", "sentences"] = "auto"
    """How a model is asked: about whole sections, sentence by sentence, or as it shows it can."""

    in_flight: int = 8
    """The most requests at a time."""

    connect_seconds: float = 5.0
    """How long to wait for a connection."""

    read_seconds: float = 60.0
    """How long to wait for the next piece of an answer; for all of it, ten times as long."""

    prompt_limit: int = 6000
    """The most tokens of a request; a longer section is asked about in parts."""

    reasoning_effort: Literal["", "none", "minimal", "low", "medium", "high"] = ""
    """How much a model that thinks is to think; as it does by itself if empty."""

    max_tokens: int = 0
    """The most tokens a run may use; 0 for no limit."""

    max_cost: float = 0.0
    """The most a run may cost, in US dollars; 0 for no limit."""

    deferred_price: float = 0.5
    """What `assistant batch submit` costs, as a share of the price of what is asked directly."""

    cache: bool = True
    """Whether answers are kept, and asked for only once."""

    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Your own endpoints: [profiles.NAME] with base_url, model, key_env and quirks."""

    prices: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """[prices]: model = [prompt, completion], in US dollars a million tokens."""


@dataclass(frozen=True, slots=True)
class HouseStyleSettings:
    """The rules of the house, and the files that hold them."""

    style: str = ""
    """A file with the rules of the house, for the model."""

    glossary: str = ""
    """A file with terms and the forms they must have."""

    rules: Mapping[str, Any] = field(default_factory=dict)
    """[rules]: rule = "off" or a level, words = what is never found, [rules.NAME] a new rule."""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The full screen."""

    theme: str = ""
    """The colours of the desk."""

    mouse: bool = True
    """Whether the desk heeds the mouse."""

    keymap: Literal["usual", "vim"] = "usual"
    """The keys of the desk: the usual ones, or those for hands that know vi."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """[keys]: command = "keys" of the desk, parted by spaces."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default."""

    engine: str = "local"
    """What proposes the edits: local, openai, scripted:FILE, or an installed engine."""

    accept: Literal["unflagged", "all", "none"] = "unflagged"
    """Which hunks are accepted without being seen."""

    color: Literal["auto", "always", "never"] = "auto"
    """When to colour what is shown."""

    limit_bytes: int = 20_000_000
    """The largest article that is read."""

    encoding: str = ""
    """The encoding of articles, such as koi8-r; told from each if empty."""

    endpoint: EndpointSettings = EndpointSettings()
    """What the engine `openai` asks."""

    house: HouseStyleSettings = HouseStyleSettings()
    """What a model is told of the house."""

    desk: DeskSettings = DeskSettings()
    """How the desk looks and is used."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key stands in the settings: the field that holds it, and the type it has there.

    `section` is "" for what is a field of Settings itself.
    """

    section: str
    type: Any


def _places(owner: type, section: str = "") -> Iterator[tuple[str, Place]]:
    hints = get_type_hints(owner)
    for each in fields(owner):
        kind = hints[each.name]
        if is_dataclass(kind) and isinstance(kind, type):
            yield from _places(kind, each.name)
        else:
            yield each.name, Place(section, kind)


PLACES: Mapping[str, Place] = dict(_places(Settings))
"""Each flat key, as files, variables and flags name it, and its place."""


RANGES: Mapping[str, int] = {
    "limit_bytes": 1_000_000_000,
    "in_flight": 256,
    "connect_seconds": 3_600,
    "read_seconds": 86_400,
    "prompt_limit": 10_000_000,
    "max_tokens": 1_000_000_000_000,
    "max_cost": 1_000_000_000,
    "deferred_price": 1,
}
"""The most that a number may be."""


def value(settings: Settings, key: str) -> Any:
    """The value of a flat key; raises KeyError for an unknown one."""
    section = PLACES[key].section
    return getattr(getattr(settings, section) if section else settings, key)


def flat(settings: Settings) -> dict[str, Any]:
    """Every flat key with its value."""
    return {key: value(settings, key) for key in PLACES}


def updated(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with other values for some flat keys; raises KeyError for an unknown key."""
    sections: dict[str, dict[str, Any]] = {}
    for key, each in values.items():
        sections.setdefault(PLACES[key].section, {})[key] = each
    own = sections.pop("", {})
    changed = {s: replace(getattr(settings, s), **known) for s, known in sections.items()}
    return replace(settings, **own, **changed)
