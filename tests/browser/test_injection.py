"""No text that a script shows becomes code: every command, every text parameter, a list of hostile texts."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import AppPage, on_page

from revoila._commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

APP = Path(__file__).parent / "apps" / "injection.py"


def constant(name: str) -> Any:
    """Return a constant of the app, which cannot be imported: it draws."""
    for node in ast.parse(APP.read_text("utf-8")).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == name
        ):
            return ast.literal_eval(node.value)
    raise LookupError(name)


TEXTS, LEFT_OUT = constant("TEXTS"), constant("LEFT_OUT")

NOTED = """
window.hacks = [];
window.hacked = (how) => void window.hacks.push(String(how));
window.alert = window.confirm = window.prompt = window.hacked;
"""
LOOK = r"""() => {
  const bad = window.hacks.map((how) => `ran: ${how}`);
  const scheme = (url) => url.replace(/[\x00-\x20]/g, "").toLowerCase().split(":")[0];
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"]);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const address = addresses.has(name);
      const runs = address && ["javascript", "vbscript"].includes(scheme(value));
      const page = address && element.tagName !== "IMG" && /^\s*data:text\/html/i.test(value);
      if (/^on/i.test(name) || runs || page) bad.push(`${element.tagName} has ${name}=${value}`);
    }
    const [tag, whole] = [element.tagName, element.outerHTML];
    if (["SCRIPT", "BASE", "META", "LINK"].includes(tag) && /hacked|evil/.test(whole)) bad.push(whole);
    if (tag === "FORM" && !element.matches(".vega-bindings")) bad.push(whole);
  }
  for (const host of [document.documentElement, document.head, document.body]) {
    for (const { name, value } of host.attributes) {
      if (/hacked|evil/.test(name + value)) bad.push(`the page has ${name}=${value}`);
    }
  }
  // Such a name would hide a property of the document from the page's own code.
  if (document.querySelector("[name=body], [name=attributes]")) bad.push("a name of the page's own");
  return [...new Set(bad)];
}"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., AppPage]]:
    """Return a function that opens the app with one of the texts, in a browser that would run what it finds.

    Without the page's content policy, which would hide that something is missing.
    """
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(NOTED)

    def come(number: int, more: str = "") -> AppPage:
        return on_page(context.new_page()).open(f"{address}?text={number}{more}")

    yield come
    context.close()


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[text[:30] for text in TEXTS])
def test_a_hostile_text_stays_a_text(opened: Callable[..., AppPage], number: int) -> None:
    app = opened(number)
    # Charts and other parts come in pieces of their own.
    app.page.wait_for_load_state("networkidle")
    assert app.page.evaluate(LOOK) == []
    # What shows only when somebody looks for it.
    app.root.get_by_test_id("stPopoverButton").first.click()
    app.page.keyboard.press("Escape")
    app.root.get_by_role("button", name="Menu").click()
    app.page.get_by_role("menuitem", name="About").click()
    app.page.get_by_role("dialog").wait_for()
    assert app.page.evaluate(LOOK) == []


def test_every_command_is_drawn_with_each_of_its_texts_by_itself(opened: Callable[..., AppPage]) -> None:
    app = opened(0, "&single=1")
    app.page.wait_for_load_state("networkidle")
    assert app.page.evaluate(LOOK) == []
    app.root.get_by_text("Done", exact=True).last.click()
    report = json.loads(app.root.get_by_test_id("stCode").last.inner_text())
    missing = {*COMMANDS} - {*LEFT_OUT} - {*report["drawn"]}
    assert not missing, {name: report["refused"].get(name) for name in missing}
    assert report["shown after all"] == []
