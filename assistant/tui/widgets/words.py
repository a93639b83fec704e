"""Textual's widgets that show words; here they take `Content` alone, and read no markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.widgets import OptionList, Select, Static
from textual.widgets.option_list import Option

from assistant.tui.content import Content

_NOTHING = Content()


class Words(Static):
    """Shows a content."""

    def __init__(
        self,
        content: Content = _NOTHING,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(content, id=id, classes=classes, markup=False)

    def put(self, content: Content, *, moves: bool = True) -> None:
        """Show another content; it may move what stands beside it, if its size is another."""
        self.update(content, layout=moves)


class Choice(Option):
    """An entry of a list; a title cannot be chosen."""

    def __init__(
        self, content: Content, name: str | None = None, *, is_title: bool = False
    ) -> None:
        super().__init__(content, id=name, disabled=is_title)


class Choices(OptionList):
    """A list to choose from."""

    def __init__(
        self,
        listed: Iterable[Choice] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(*listed, id=id, markup=False)


class DropDown(Select[str]):
    """A list that opens below a line; without a value, `prompt` says what is to be chosen."""

    def __init__(
        self,
        options: Sequence[tuple[Content, str]],
        name: str,
        value: str | None = None,
        prompt: str = "",
    ) -> None:
        super().__init__(
            [(Text(content.plain), option) for content, option in options],
            value=Select.NULL if value is None else value, allow_blank=value is None,
            prompt=prompt, id=name, compact=True,
        )  # fmt: skip
