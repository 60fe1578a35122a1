"""From a click to the changed text on screen, beside Streamlit, as ratios.

The same scripts run under both, each in its own environment, driven by the
same Chromium in turns. Times are taken inside the page: no driver round trip
is part of them. Run with ``make bench``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PEER = "streamlit==1.67.0"
ROWS = {
    "I1 small app": ("small", "Add", "count is {n}.", 1, 0.2),
    "I3 1 of 1000 texts": ("many", "Add", "count is {n}.", 1, 0.05),
    "I4 200 of 1000 texts": ("many", "Change", "row 995 round {n}.", 1, 0.05),
}
CLICK = """
([label, text]) => new Promise((resolve, reject) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === label);
  if (!button) { reject(new Error("no button " + label)); return; }
  let start = 0;
  const done = () => (document.querySelector("[data-testid=stMain]") ?? document.body).innerText.includes(text);
  const has = (node) => (node.textContent ?? "").includes(text);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (has(change.target) || [...change.addedNodes].some(has)) {
        observer.disconnect();
        resolve(performance.now() - start);
        return;
      }
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  start = performance.now();
  button.click();
  setTimeout(() => { observer.disconnect(); reject(new Error(done() ? "missed" : "no " + text)); }, 20000);
})
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def peer_python() -> Path:
    """Return the interpreter of Streamlit's own environment, made on first use."""
    given = os.environ.get("BENCH_STREAMLIT_PYTHON")
    if given:
        return Path(given)
    folder = ROOT / ".venv-streamlit"
    python = folder / "bin" / "python"
    if not python.exists():
        print("Installing Streamlit into an environment of its own …", flush=True)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PEER], check=True)
    return python


def command(peer: str, app: Path, port: int) -> list[str]:
    """Return the command that serves an app."""
    if peer == "revoila":
        return [sys.executable, "-m", "revoila", "run", str(app), "--port", str(port), "--no-browser"]
    return [
        *(str(peer_python()), "-m", "streamlit", "run", str(app), "--server.headless=true"),
        *("--server.address=127.0.0.1", f"--server.port={port}", "--browser.gatherUsageStats=false"),
        *(["--runner.postScriptGC=false"] if peer == "streamlit, no gc" else []),
    ]


@contextmanager
def serving(peer: str, app: Path) -> Iterator[str]:
    """Serve an app; the address of its page."""
    port = free_port()
    home = tempfile.mkdtemp()
    environment = {**os.environ, "HOME": home}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command(peer, app, port), env=environment, stdout=log, stderr=log)
        try:
            wait_until_healthy(process, port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(20)
            shutil.rmtree(home, ignore_errors=True)


def wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = "the server did not start"
    raise RuntimeError(message)


def measure(page: Any, label: str, text: str, start: int, clicks: int) -> list[float]:
    """Return the milliseconds of each of some clicks."""
    times = []
    for n in range(start, start + clicks):
        times.append(page.evaluate(CLICK, [label, text.format(n=n)]))
        page.wait_for_timeout(120)
    return times


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=20)
    parser.add_argument("--peers", default="revoila,streamlit,streamlit, no gc".replace(", ", "+"))
    options = parser.parse_args()
    peers = [name.replace("+", ", ") for name in options.peers.split(",")]
    medians: dict[str, dict[str, float]] = {row: {} for row in ROWS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        for app in dict.fromkeys(row[0] for row in ROWS.values()):
            for peer in peers:
                with serving(peer, HERE / "apps" / f"{app}.py") as address:
                    page = browser.new_page()
                    page.goto(address)
                    page.get_by_text("count is 0.").wait_for(timeout=60_000)
                    page.get_by_role("button", name="Add").wait_for()
                    for name, (of, label, text, start, _goal) in ROWS.items():
                        if of == app:
                            measure(page, label, text, start, 3)
                            times = measure(page, label, text, start + 3, options.clicks)
                            medians[name][peer] = statistics.median(times)
                    page.close()
        browser.close()
    print("click to changed text in Chromium, median of", options.clicks, "clicks, ms")
    for name, (*_, goal) in ROWS.items():
        found = medians[name]
        cells = "  ".join(f"{peer} {found[peer]:7.1f}" for peer in peers)
        ratios = "  ".join(f"{found['revoila'] / found[peer]:.3f} x {peer}" for peer in peers[1:])
        print(f"{name:22} {cells}   {ratios}   (goal: {goal} x streamlit)")


if __name__ == "__main__":
    main()
