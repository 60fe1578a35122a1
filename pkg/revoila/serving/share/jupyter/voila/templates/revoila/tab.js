// Runs before anything is drawn: the theme, the login token, and whose session this page is.
{
  const { mode, base, tab, cookie } = document.currentScript.dataset;
  const root = document.documentElement;
  const url = new URL(location.href);
  const read = (storage, key) => {
    try {
      return globalThis[storage].getItem(key);
    } catch {
      return null; // Closed to a sandboxed frame.
    }
  };

  // The same order as in the front end: address, configuration, the visitor's choice, the system.
  const options = url.searchParams.getAll("embed_options").map((option) => option.toLowerCase());
  const asked = ["dark", "light"].find((name) => options.includes(`${name}_theme`));
  const chosen = ["dark", "light"].find((name) => name === read("localStorage", "revoila-theme"));
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const shown = asked ?? (mode === "auto" ? (chosen ?? system) : mode === "dark" ? "dark" : "light");
  root.dataset.mode = shown;
  if (mode === "auto") {
    for (const sheet of document.querySelectorAll("link[data-mode]")) {
      sheet.media = sheet.dataset.mode === shown ? "all" : "not all";
    }
  }

  // It has become a cookie; in the address it would be copied, bookmarked and logged.
  if (url.searchParams.has("token")) {
    url.searchParams.delete("token");
    history.replaceState(history.state, "", url);
  }

  // What Voilà's own script calls when it is ready.
  globalThis.voila_heartbeat = globalThis.voila_process = globalThis.voila_finish = () => {};

  if (tab) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const present = (value, age) => {
      document.cookie = `${cookie}=${value}; Path=${base}; Max-Age=${age}; SameSite=Strict${secure}`;
    };
    const own = read("sessionStorage", cookie);
    present("", 0);
    if (root.dataset.revoilaServed === "again" && own !== tab && !document.cookie.includes(tab)) {
      // Another tab's session: a cookie is shared by all tabs. Ask again without it.
      root.hidden = true;
      window.stop();
      location.reload();
    } else {
      try {
        sessionStorage.setItem(cookie, tab);
      } catch {
        // The page works all the same, but a reload of it is a new session.
      }
      // Not `pagehide`: when that comes, the request for the next page has already been sent.
      addEventListener("beforeunload", () => present(tab, 15));
      addEventListener("pageshow", (event) => event.persisted && present("", 0));
    }
  }
}
