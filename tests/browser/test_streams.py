"""Texts that are written while they are shown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APP = """
import revoila as st

if st.button("Stream"):
    st.write_stream(f"word{number} " for number in range(300))
"""

WATCH = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const text = document.querySelector("[data-testid=stMain] [data-testid=stMarkdown]")?.textContent.trim() ?? "";
    if (text && text !== window.seen.at(-1)) window.seen.push(text);
  }).observe(document.querySelector("[data-testid=stMain]"), {subtree: true, childList: true, characterData: true});
}"""


def test_a_text_that_comes_at_once_is_seen_to_grow(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    """Row I5 of the benchmarks: as many texts on the way as Streamlit shows in ten times the time, and more."""
    path = tmp_path / "app.py"
    path.write_text(APP)
    app.open(serve(path))
    app.page.evaluate(WATCH)
    app.press("Stream")
    seen: list[str] = app.page.evaluate("window.seen")
    whole = " ".join(f"word{number}" for number in range(300))
    assert seen[-1] == whole
    assert all(later.startswith(earlier) for earlier, later in pairwise(seen))
    # Eight on the way; fewer where showing one takes long.
    assert len(seen) >= 4
