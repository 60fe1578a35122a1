// A theme that is the visitor's to choose has both style sheets; only one of them counts.
if (script.mode === "auto") {
  for (const sheet of document.querySelectorAll("link[data-mode]")) {
    sheet.media = sheet.dataset.mode === shown ? "all" : "not all";
  }
}

// What Voilà's own script calls when it is ready.
globalThis.voila_heartbeat = globalThis.voila_process = globalThis.voila_finish = () => {};
