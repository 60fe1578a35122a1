"""``st.session_state`` and ``st.query_params`` as module attributes.

Outside of a run both show a store of the process, as in Streamlit's bare mode.
"""

from __future__ import annotations

import logging
from functools import cache

from revoila._context import active
from revoila.state.query_params import QueryParams, QueryParamsProxy
from revoila.state.session_proxy import SessionStateProxy
from revoila.state.session_state import SessionState

_log = logging.getLogger(__name__)
_bare_state = SessionState()
_bare_query = QueryParams()


@cache
def warn_of_no_run() -> None:
    """Say once that there is no session here."""
    _log.warning(
        "`st.session_state` is used outside of a run of an app, where it belongs to the process and not to a "
        "visitor. A thread of a script gets its session by `add_script_run_ctx`."
    )


def _state() -> SessionState:
    here = active()
    if here is None:
        warn_of_no_run()
        return _bare_state
    here.run.yield_point()
    state: SessionState = here.run.state
    return state


def _query() -> QueryParams:
    here = active()
    return _bare_query if here is None else here.run.query


session_state = SessionStateProxy(_state)
query_params = QueryParamsProxy(_query)
