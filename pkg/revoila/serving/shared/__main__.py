"""``python -m revoila.serving.shared`` is the host process; a server starts it."""

from __future__ import annotations

from revoila.serving.shared._host import main

if __name__ == "__main__":
    main()
