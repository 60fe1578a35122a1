// Before everything else: what takes time elsewhere. The connection is opened while the front end loads.
const { service, core, static: files } = document.currentScript.dataset;
const connection = new URL(`${service}api/revoila/page`, location.href);
connection.protocol = connection.protocol.replace("http", "ws");
let socket = null;
try {
  if (core) socket = new WebSocket(connection, "v1.kernel.websocket.jupyter.org");
} catch {
  // The front end tries again, and says so.
}
const front = core ? import(files + core) : null;
