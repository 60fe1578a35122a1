/** Files that a visitor keeps. */

/** Types that a browser could take for a page, whose scripts would then be those of this one. */
const ACTIVE = /html|xml|svg|script/i;

/** Has the browser save a file, which may be one of the server; it is never opened. */
export function save(from: Blob | string, name: string): void {
  if (typeof from === "string") {
    follow(from, name);
    return;
  }
  const type = ACTIVE.test(from.type) ? "application/octet-stream" : from.type;
  const url = URL.createObjectURL(from.slice(0, from.size, type));
  follow(url, name);
  // Some browsers read the URL only after this turn of the event loop, and a large one slowly.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function follow(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
