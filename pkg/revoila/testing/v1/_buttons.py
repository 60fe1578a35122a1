"""Menus, links and page numbers in an app test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Self

from revoila.errors import AppTestError
from revoila.testing.v1._choices import Choice
from revoila.testing.v1._nodes import Element
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from revoila.elements._element import InputSpec


class MenuButton(Choice, kinds=("menu_button",)):
    """A button that opens a menu."""

    none_is_a_value = False

    @property
    def value(self) -> Any:
        """What waits to be chosen; after the run that a choice started, the option."""
        return self.staged if self.is_staged else self.sent

    def click(self, v: Any) -> Self:
        """Choose an option with the next run.

        Parameters
        ----------
        v : object
            The option or its label.

        Returns
        -------
        Self
            The button, so that ``run()`` can follow.
        """
        return self.set_value(v)

    def click_index(self, index: int) -> Self:
        """Choose an option by its position with the next run.

        Parameters
        ----------
        index : int
            The position.

        Returns
        -------
        Self
            The button, so that ``run()`` can follow.

        Raises
        ------
        IndexError
            There are not so many options.
        """
        return self.set_value(self.options[index])

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the option; None, which sends nothing, for what is none.

        Raises
        ------
        ValueError
            No visitor could choose it.
        """
        try:
            return super().delivered(spec)
        except ValueError:
            if self._snapshot.has_defaults:
                return None
            raise


class Pagination(Widget, kinds=("pagination",)):
    """Numbers of pages to turn."""

    num_pages = Prop("num_pages", 1)

    @property
    def default(self) -> int:
        """The page on the first run."""
        return int(self._spec.default)

    @property
    def value(self) -> int:
        """The current page."""
        return int(super().value)

    def select(self, page: int) -> Self:
        """Turn to a page with the next run.

        Parameters
        ----------
        page : int
            Its number.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            There is no such page.
        """
        return self.set_value(page)

    def set_value(self, v: Any) -> Self:
        """Turn to a page with the next run, as `select`.

        Raises
        ------
        AppTestError
            There is no such page, or the input is disabled.
        """
        if isinstance(v, bool) or not isinstance(v, int) or not 1 <= v <= self.num_pages:
            raise AppTestError(
                f"Cannot turn {self.type}{self._named} to {v!r}. A page is an int from 1 to {self.num_pages}."
            )
        return super().set_value(v)


class _Link(Element):
    """What leads elsewhere, which an app test does not follow."""

    _instead = ""

    label = Prop("label", "")

    @property
    def value(self) -> str:
        """The text that is shown."""
        return str(self.props["label"])

    def click(self, *args: Any) -> NoReturn:
        """Refuse: nothing in an app test opens an address.

        Raises
        ------
        AppTestError
            Always.
        """
        del args
        raise AppTestError(f"click() is not supported for {self.type}{self._named}. {self._instead}")


class LinkButton(_Link, kinds=("link_button",)):
    """A button that opens an address."""

    _in_repr = ("key", "label", "url")
    _instead = "An app test opens no addresses; test what a click does in a browser."

    url = Prop("url", "")


class PageLink(_Link, kinds=("page_link",)):
    """A link to another page."""

    _in_repr = ("label", "page")
    _instead = "Use AppTest.switch_page() instead."

    page = Prop("page", "")
