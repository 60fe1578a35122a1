"""Many kernels in one process: what any Jupyter client takes for ordinary ones.

On the server's side `provisioner` is what Jupyter asks for a kernel;
`_placement` knows the host processes and picks one; `_remote` starts a host
and speaks with it over its standard streams. In the host `_host` opens and
closes kernels; each `_kernel` has its sockets (`_channels`), handles its
requests one after another (`_mailbox`, `_requests`, `_cells`), and has a
context (`_context`) through which comms, widgets (`_comms`), prints
(`_streams`) and the one shell of the process (`_shell`) find out whose code is
running. What a kernel leaves running when it ends, `_threads` ends.

It is no security boundary: visitors who may run code of their own can reach
each other's. Viewers of an app cannot run code.

Rejected: an ``IPythonKernel`` per visitor (its singletons send outputs to the
wrong one), and replacing ``Kernel.instance``, ``threading.Thread`` and others
by patches.
"""
