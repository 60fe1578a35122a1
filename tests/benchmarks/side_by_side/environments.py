"""Where each peer is installed: an environment of its own, made on first use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.side_by_side.peers import Peer

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / ".venv-bench"
MADE_OF = "requirements.txt"
"""In an environment, written last: it says that the installation is complete, and of what."""


class UnavailableError(Exception):
    """A peer cannot be installed here."""


def variable(peer: type[Peer]) -> str:
    """Return the name of the variable that names a peer's interpreter."""
    return f"BENCH_{(peer.environment or peer.name).upper()}_PYTHON"


def interpreter(peer: type[Peer]) -> Path:
    """Return the interpreter of a peer, which is installed first if need be.

    Raises
    ------
    UnavailableError
        The interpreter that was named does not exist, or the installation fails.
    """
    given = os.environ.get(variable(peer))
    if given:
        # Not resolved: the link says which environment is meant.
        python = Path(given).absolute()
        if not python.exists():
            raise UnavailableError(f"{variable(peer)} is {given}, which does not exist")
        return python
    if not peer.requirements:
        return Path(sys.executable)
    return installed(FOLDER / peer.environment, peer.requirements, peer.assets)


def installed(folder: Path, requirements: tuple[str, ...], assets: tuple[str, ...]) -> Path:
    """Return the interpreter of an environment that is made of some requirements."""
    python, wanted = folder / "bin" / "python", "\n".join((*requirements, *assets)) + "\n"
    stamp = folder / MADE_OF
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"Installing {requirements[0]} into {folder.relative_to(ROOT)} …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, *requirements], capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise UnavailableError(f"{requirements[0]} cannot be installed: {last}")
    for package in assets:
        fetch(package, folder / "share" / "solara" / "cdn" / package)
    stamp.write_text(wanted)
    return python


def fetch(package: str, folder: Path) -> None:
    """Unpack a package of the npm registry.

    Raises
    ------
    UnavailableError
        There is no npm, or it does not find the package.
    """
    npm = shutil.which(
        "npm", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    )
    if npm is None:
        raise UnavailableError(f"{package} comes from npm, which is not installed")
    with TemporaryDirectory() as scratch:
        done = subprocess.run(
            [npm, "pack", "--silent", package], cwd=scratch, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise UnavailableError(f"npm has no {package}: {done.stderr.strip()[-300:]}")
        with tarfile.open(Path(scratch) / done.stdout.split()[-1]) as archive:
            archive.extractall(scratch, filter="data")
        shutil.copytree(Path(scratch) / "package", folder, dirs_exist_ok=True)
