"""``streamlit.logger``: log messages in the form that the options ask for."""

from __future__ import annotations

import logging
import sys

from revoila.config.options import get_option

__all__ = ["get_logger"]

FALLBACK = "%(asctime)s %(message)s"


class ConsoleHandler(logging.StreamHandler):  # type: ignore[type-arg]  # of texts, whatever the stream
    """Writes to the standard error of the moment, which may be that of one app among several."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a message."""
        self.setStream(sys.stderr)
        super().emit(record)


def get_logger(name: str) -> logging.Logger:
    """Return a logger that writes with the level and in the format of the options.

    Behaves as Streamlit 1.67 `streamlit.logger.get_logger`.

    Parameters
    ----------
    name : str
        Name of the logger; ``"root"`` is that of this package.

    Returns
    -------
    Logger
        With a handler of its own: what it says is not said a second time by loggers above it.

    See Also
    --------
    revoila.get_option : For ``logger.level`` and ``logger.messageFormat``.

    Examples
    --------
    >>> get_logger("my_app").info("It has begun.")
    """
    logger = logging.getLogger("revoila" if name == "root" else name)
    logger.setLevel(str(get_option("logger.level") or "info").upper())
    logger.propagate = False
    handler = next((one for one in logger.handlers if isinstance(one, ConsoleHandler)), None)
    if handler is None:
        handler = ConsoleHandler()
        logger.addHandler(handler)
    handler.setFormatter(logging.Formatter(_checked_format(get_option("logger.messageFormat"))))
    return logger


def _checked_format(text: object) -> str:
    """Return a format; the usual one instead of one that is none."""
    try:
        logging.Formatter(str(text))
    except ValueError:
        return FALLBACK
    return str(text) if text else FALLBACK
