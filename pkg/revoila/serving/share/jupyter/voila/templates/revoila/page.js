// What need not wait for the front end: the connection, and the outline that the page had last time.
const { base, app } = script;
const uuid = () =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const withSlashes = (path) => `/${path}/`.replace(/\/{2,}/g, "/");
const place = withSlashes(location.pathname);
const path = decoded(place.startsWith(withSlashes(base)) ? place.slice(withSlashes(base).length).replace(/\/$/, "") : "");
const tabKey = `revoila-tab ${base} ${app}`;
const layoutKey = `revoila-layout ${base} ${app} ${encodeURIComponent(path)}`;

// The outline. It shows only when starting takes long enough to be noticed (see the style sheet).
const outline = document.createElement("div");
outline.className = "revoila-skeleton";
outline.dataset.revoilaSkeleton = "";
outline.setAttribute("aria-hidden", "true");
const box = (kind, style) => {
  const drawn = document.createElement("i");
  drawn.className = kind;
  for (const [name, value] of Object.entries(style)) drawn.style.setProperty(name, value);
  return drawn;
};
const area = () => {
  const main = document.createElement("div");
  main.append(document.createElement("div"));
  return [main, main.firstChild];
};
const drawLayout = ({ title, icon, narrow, sidebar, column, margin, boxes, files: needed }) => {
  // What charts, tables and the like were drawn with: the front end would ask for it only later.
  for (const file of needed.filter((name) => /^[\w-]+-[0-9a-f]{12}\.js$/.test(name))) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = files + file;
    document.head.append(link);
  }
  if (title) document.title = title;
  const link = document.querySelector('link[rel~="icon"]');
  if (/^(data:image\/|https?:|\/)/.test(icon)) link.href = icon;
  if (narrow !== innerWidth < 768) throw new Error("The window has another form.");
  const [main, lines] = area();
  main.style.padding = `0 ${+margin}px`;
  lines.style.maxWidth = column === null ? "none" : `${+column}px`;
  for (const [kind, left, top, width, height] of boxes) {
    const style = { left: `${left / 10}%`, top: `${+top}px`, width: `${width / 10}%`, height: `${+height}px` };
    lines.append(box(kind === "text" ? "text" : "box", style));
  }
  if (sidebar) outline.append(box("side", { width: `${+sidebar}px` }));
  outline.append(main);
};
const stored = read("localStorage", layoutKey);
try {
  drawLayout(JSON.parse(stored));
} catch {
  // None yet, or none that fits.
  const [main, lines] = area();
  const usual = [[45, 36], [100, 16], [92, 16], [97, 16], [60, 16]];
  let top = 96;
  for (const [width, height] of usual) {
    lines.append(box("box", { left: 0, top: `${top}px`, width: `${width}%`, height: `${height}px` }));
    top += height + (height > 16 ? 32 : 16);
  }
  outline.replaceChildren(main);
}

const fail = (title, text) => {
  outline.remove();
  const screen = document.createElement("main");
  const heading = document.createElement("h1");
  const message = document.createElement("p");
  const button = document.createElement("button");
  screen.className = "revoila-screen";
  screen.setAttribute("role", "alert");
  heading.textContent = title;
  message.textContent = text;
  button.textContent = "Load the page again";
  button.addEventListener("click", () => location.reload());
  screen.append(heading, message, button);
  document.getElementById("revoila-screen").replaceChildren(screen);
};

if (core) {
  const early = {
    base, service, app, tabKey, layoutKey, socket,
    static: files,
    load: uuid(),
    client: uuid(),
    comm: uuid(),
    frames: [],
    ended: null,
    unveil: () => outline.remove(),
  };
  const viewed = () => ({
    path,
    query: location.search.slice(1),
    url: location.href,
    timezone: globalThis.Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    theme: shown,
    embedded: valuesOf("embed").includes("true"),
  });
  // A frame of the protocol v1.kernel.websocket.jupyter.org, as the front end makes them later.
  const opening = (view) => {
    const header = {
      msg_id: uuid(),
      msg_type: "comm_open",
      session: early.client,
      username: "",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const data = { method: "hello", client: early.client, view };
    const content = { comm_id: early.comm, target_name: "revoila.page", data };
    const encoder = new TextEncoder();
    const parts = ["shell", JSON.stringify(header), "{}", "{}", JSON.stringify(content)].map((part) => encoder.encode(part));
    const count = parts.length + 1;
    let offset = 8 * (1 + count);
    const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, offset));
    const words = new DataView(bytes.buffer);
    words.setUint32(0, count, true);
    parts.forEach((part, index) => {
      words.setUint32(8 * (1 + index), offset, true);
      bytes.set(part, offset);
      offset += part.length;
    });
    words.setUint32(8 * count, offset, true);
    return bytes;
  };

  if (socket) {
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      const view = viewed();
      const tab = read("sessionStorage", tabKey) ?? "";
      socket.send(JSON.stringify({ attach: { app, tab, load: early.load, resume: false, view } }));
      socket.send(opening(view));
    };
    socket.onmessage = ({ data }) => early.frames.push(data);
    socket.onclose = ({ code }) => {
      early.ended = { code };
    };
  }
  globalThis[Symbol.for("revoila.page")] = early;
  document.body.append(outline);
  front
    .then((front) => front.openPage())
    .catch((error) => {
      reportError(error);
      fail("The app could not be shown", "Its front end did not load or did not start. The network may be gone, or the server may have been updated.");
    });
}
