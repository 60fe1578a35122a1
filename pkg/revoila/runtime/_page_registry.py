"""What a session knows of its pages, and which of them is current.

Pages are declared by `st.navigation` or found in the ``pages/`` folder beside
the main script (statements 1 to 10, 24 and 38 of the pages specification).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.errors import StreamlitAPIException, StreamlitPageNotFoundError
from revoila.runtime.pages import SEPARATORS, Page, default_page, infer_from_file, resolved_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_declaring: set[Path] = set()
"""Main scripts that have called `st.navigation` in this process: their ``pages/`` folder is no menu."""


class PageRegistry:
    """The pages that a session knows, and which of them is current.

    Parameters
    ----------
    main : Path
        The app's main script.
    """

    def __init__(self, main: Path) -> None:
        self._main = main
        self._folder = str(main.parent / "pages")
        self._known: list[Page] = []
        self._wanted = ""
        self._by_address = False
        self.current: Page | None = None

    def want(self, path: str, *, by_address: bool) -> None:
        """Make a page the one that the next run shows, if the app has it.

        Parameters
        ----------
        path : str
            Its URL path.
        by_address : bool
            Whether a visitor came to its address. When the app has no such
            page that is worth a message; after a click in an outdated menu it is not.
        """
        self._wanted, self._by_address = path, by_address

    def is_shown(self, path: str) -> bool:
        """Whether the page at a URL path is the one that the last run showed."""
        return path == (self._wanted if self.current is None else self.current.url_path)

    def stay(self) -> None:
        """Show the same page again, though the app may have changed, and say so if it is not there any more."""
        if self.current is not None:
            self.want(self.current.url_path, by_address=True)

    @property
    def known(self) -> list[Page]:
        """The pages of the last run."""
        return self._known

    def settle(self) -> None:
        """Keep to the page that a run has shown, though another may be the default of the next run."""
        self._wanted = "" if self.current is None else self.current.pathname
        self._by_address = False

    def declare(self) -> None:
        """Do without the ``pages/`` folder from now on, in all sessions."""
        _declaring.add(self._main)

    def folder_pages(self) -> list[Page]:
        """Return the pages of the ``pages/`` folder, the main script first; none without a folder."""
        # Asked in each run: a text is faster than a path.
        if self._main in _declaring or not os.path.isdir(self._folder):  # noqa: PTH112
            return []
        files = [
            file
            for file in Path(self._folder).glob("*.py")
            if not file.name.startswith(".") and file.name != "__init__.py"
        ]
        if not files:
            return []
        return [_file_page(self._main, default=True), *map(_file_page, sorted(files, key=page_sort_key))]

    def enter_folder(self, run: Any, pages: list[Page]) -> Page:
        """Take over the pages of the folder and return the current one."""
        return self.enter(run, {"": pages}, default_page(pages), "sidebar", expanded=False)

    def enter_script(self, run: Any) -> None:
        """Take note that the run shows the main script, which has not declared any pages so far."""
        run.config.page_missing = self._by_address and bool(self._wanted)

    def enter(
        self, run: Any, sections: Mapping[str, list[Page]], default: Page, position: str, expanded: bool | int
    ) -> Page:
        """Take over the pages of this run and return the current one."""
        self._known = [page for items in sections.values() for page in items]
        found = default if not self._wanted else self._find(self._wanted)
        run.config.page_missing = found is None and self._by_address
        self.current = current = found or default
        run.config.page = current
        if current not in run.config.runnable:
            run.config.runnable.append(current)
        if len(self._known) == 1 or run.option("client.showSidebarNavigation") is False:
            position = "hidden"
        run.config.navigation = {
            "position": position,
            "expanded": expanded,
            "sections": [
                {"label": label, "pages": [page.wire() for page in items]}
                for label, items in sections.items()
            ],
        }
        return current

    def _find(self, path: str) -> Page | None:
        return next((page for page in self._known if page.pathname == path and not page.is_external), None)

    def path_of_file(self, file: Path) -> str:
        """Return the URL path of the page that a file draws.

        Raises
        ------
        ValueError
            It is no page of the app.
        """
        pages = self._known or self.folder_pages()
        for page in pages:
            if page.source == file:
                return page.url_path
        if file == self._main and not pages:
            return ""
        names = ", ".join(page.title for page in pages) or "none"
        message = f"{file.name} is not a page of the app. Known pages: {names}."
        raise ValueError(message)

    def resolve(self, page: str | Path | Page) -> str:
        """Return the URL path of a page of the app.

        Raises
        ------
        StreamlitPageNotFoundError
            The app has no such page.
        StreamlitAPIException
            The page is a link to another site, or another page has its path.
        TypeError
            It is neither a page nor a path.
        """
        if isinstance(page, Page):
            return self._path_of_page(page)
        if not isinstance(page, (str, Path)):
            raise TypeError(f"`page` is a path or a page, not {page!r}.")
        found = self.find_file(page)
        return "" if found is None else found.pathname

    def find_file(self, file: str | Path) -> Page | None:
        """Return the page that a file draws; None for the main script of an app that has no pages.

        Raises
        ------
        StreamlitPageNotFoundError
            The app has no such page.
        """
        path = resolved_path(file, self._main.parent)
        for known in self._known:
            if isinstance(known.source, Path) and known.source == path:
                return known
        if path == self._main and not self._known:
            return None
        raise StreamlitPageNotFoundError(str(file), str(self._main.parent), bool(self.folder_pages()))

    def as_known(self, page: Page) -> Page:
        """Return the page that `st.navigation` got for the URL path of another object, or that object."""
        return self._find(page.pathname) or page

    def _path_of_page(self, page: Page) -> str:
        if page.is_external:
            message = f"`{page.external_url}` is another site: link to it instead of switching to it."
            raise StreamlitAPIException(message)
        known = self._find(page.pathname)
        # Functions are new objects in each run, files are not.
        is_file = known is not None and (isinstance(known.source, Path) or isinstance(page.source, Path))
        if known is not None and is_file and known.source != page.source:
            message = (
                f"The app has another page for the URL pathname `/{page.pathname}`: "
                f"{_described(known)}, not {_described(page)}. Pass the page that `st.navigation` got."
            )
            raise StreamlitAPIException(message)
        # One that is not known may be declared by the run that follows.
        return page.pathname


def page_sort_key(path: Path) -> tuple[float, str]:
    """Order pages by their number, then by their label."""
    number, _, label = infer_from_file(path)
    return (float(number) if number else float("inf"), label.lower())


def _file_page(file: Path, *, default: bool = False) -> Page:
    """Return the page that a file in a folder stands for, whatever it is called."""
    named = {} if infer_from_file(file)[2].strip(SEPARATORS) else {"title": file.stem, "url_path": file.stem}
    return Page(file, default=default, **named)  # type: ignore[arg-type]  # names of text parameters


def _described(page: Page) -> str:
    return f"the file `{page.source.name}`" if isinstance(page.source, Path) else "a function"
