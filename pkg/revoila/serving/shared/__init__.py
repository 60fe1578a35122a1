"""Many kernels in one process: what any Jupyter client takes for ordinary ones.

On the server's side `_placement` knows the host processes and picks one, from
`_pool` for a visitor who is to have it alone; `_remote` starts a host and speaks
with it over its standard streams. A kernel can be reached in two ways. The
pages of an app use links (`_connect`, `_links`): all of them share one channel
to the host (`_frames`), and their kernels have no sockets. Standard clients
get a kernel from `provisioner` and use its sockets (`_channels`).

In the host `_host` opens and closes kernels, loads beforehand what their app
will need (`_imports`) and collects garbage when it is worth it (`_memory`). A
`_kernel` speaks to whoever listens (`_outlet`, `_messages`), handles what pages
say at once (`_pages`) and other requests one after another (`_mailbox`,
`_requests`, `_cells`), and has a context (`_context`) through which comms,
widgets (`_comms`), prints (`_streams`) and the one shell of the process
(`_shell`) find out whose code is running. What a kernel leaves running when it
ends, `_threads` ends.

It is no security boundary: visitors who may run code of their own can reach
each other's. Viewers of an app cannot run code.

Rejected: an ``IPythonKernel`` per visitor (its singletons send outputs to the
wrong one), and replacing ``Kernel.instance``, ``threading.Thread`` and others
by patches.
"""
