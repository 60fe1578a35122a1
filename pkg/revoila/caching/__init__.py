"""What a function returned is kept: ``cache_data`` and ``cache_resource``.

``cache_data`` hands out copies, ``cache_resource`` the object itself. A call of
a cached function (``_function``, ``_call``) goes through four modules:

1. ``_keys`` and ``_hashing`` - function and arguments become a key,
2. ``_store`` - the key is looked up,
3. ``_turns`` - on a miss the function runs, once for all who wait,
4. ``_replay`` - what the function drew is drawn again on a hit.

``_async`` does this for ``async def`` functions and ``_background`` for results
that are too old. Caches live in this process and nowhere else, unless the author
asks for ``persist="disk"`` (``_disk``). ``_statistics`` counts for the metrics of a server.
"""

from __future__ import annotations

from revoila.caching._data import cache_data
from revoila.caching._registry import release_session
from revoila.caching._resource import cache_resource
from revoila.caching._statistics import statistics

__all__ = ["cache_data", "cache_resource", "release_session", "statistics"]
