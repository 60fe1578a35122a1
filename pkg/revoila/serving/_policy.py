"""Which headers a page is sent with: what it may load and run, and who may show it."""

from __future__ import annotations

RULES = {
    "default-src": "'none'",
    # Graphs are laid out by Graphviz, which is WebAssembly: that may be compiled, texts may not be run as code.
    "script-src": "'self' 'nonce-{nonce}' blob: 'wasm-unsafe-eval'",
    # Elements carry their sizes and colours as styles, and authors may write style sheets.
    "style-src": "'self' 'unsafe-inline'",
    # What the author shows may lie elsewhere; the page itself asks nobody else.
    "img-src": "* data: blob:",
    "media-src": "* data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' https: {sockets}",
    "frame-src": "* data: blob:",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

FRAME_POLICY = (
    "sandbox allow-scripts allow-forms allow-popups allow-downloads allow-modals; frame-ancestors 'self'"
)
"""Of the document in which HTML of the author's is shown: it may do much, but not as this server."""


def page_policy(nonce: str, host: str) -> str:
    """Return the content policy of a page.

    Parameters
    ----------
    nonce : str
        Of the one script that stands in the page itself.
    host : str
        What the browser calls this server; not every browser takes ``'self'`` for websockets, too.

    Returns
    -------
    str
        The value of the header ``Content-Security-Policy``.
    """
    sockets = f"ws://{host} wss://{host}" if host.isascii() and not set(host) & set(" ;,'\"") else ""
    rules = (f"{name} {value}" for name, value in RULES.items())
    return "; ".join(rules).format(nonce=nonce, sockets=sockets).strip()
