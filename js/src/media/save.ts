/** Files that a visitor keeps. */

/** Types that a browser could take for a page, whose scripts would then be those of this one. */
const ACTIVE = /html|xml|svg|script/i;

/** Has the browser save a file; it is never opened. */
export function save(blob: Blob, name: string): void {
  const type = ACTIVE.test(blob.type) ? "application/octet-stream" : blob.type;
  const url = URL.createObjectURL(blob.slice(0, blob.size, type));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the URL only after this turn of the event loop, and a large one slowly.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
