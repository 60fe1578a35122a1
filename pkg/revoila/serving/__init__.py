"""Serves apps as sites: around the kernel, the page and its life.

A visitor's way: `_page` answers a request with the shell of the page, the same for
everybody and without a kernel. The shell opens one websocket (`_socket`), which says
what it wants (`_attach`). It gets its session back or a new one (`_sessions`,
`_session`), maybe after it has waited for a place (`_waiting`). A session has a kernel
with the app in it, in one of three places (`_kernels` says what they have in common,
`_isolation` which one is configured): in a process that visitors share or have in turn
(`_host_kernels`, and `shared` for the processes), in a process of its own
(`_process_kernels`), or behind a gateway (`_gateway_kernels`). From then on the
websocket carries Jupyter messages (`_v1`) between page and kernel.

The ipywidgets of others bring their own front end, Voilà's, which a page loads when it
shows one: `_voila` has its files, `_widget_routes` its way to the kernel.

Beside that, `_session_api` tells those who look after a server what goes on
(`_inventory`, `_metrics`), `_client` asks it from the command line, and `_self_check`
keeps a server from starting with a route that is open by mistake. `_routes` names all
that is answered. `application` assembles it for ``revoila run``, of one app or of a
folder of apps (`_folder`, `_index`), with a web server of its own (`_web`, `_shutdown`);
`extension` joins a Jupyter Server that exists already. What the handlers of both share
is a `_site`.
"""
