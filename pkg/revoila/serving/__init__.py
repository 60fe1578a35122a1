"""Serves an app as a site: around the kernel, the page and its life.

A page travels so: `_routes` names what the server answers; `_page` takes the
request and gives the tab its session back or a new one; `_waiting` keeps those
in order who find no place; `_sessions` keeps the sessions of all tabs and their
leases; `_renderer` has Voilà render the one cell that shows the app; `_kernels`
starts its kernel and carries the messages. `_shutdown` ends it all.

Beside that, `_session_api` tells those who look after a server what goes on
(`_inventory`, `_metrics`), `_client` asks it from the command line, and
`_self_check` keeps a server from starting with a route that is open by mistake.
`application` assembles them for ``revoila run``, of one app or of a folder of
apps (`_folder`, `_index`); `extension` joins a Jupyter Server that exists
already, for apps in notebook cells.

By default every visitor has a kernel process, as in stock Voilà. With
``--isolation shared`` visitors share processes, through the same pages: only
the kernelspec names another provisioner (`shared`). Pools of warm processes and
remote hosts are not here.
"""
