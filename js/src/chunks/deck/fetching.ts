/** What layers may load: nothing beyond the origin of the page, and by no worker from elsewhere. */

/** `fetch` for what an app's own server has, or what is in the address itself. */
export function fetchHere(address: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  const url = new URL(address instanceof Request ? address.url : String(address), document.baseURI);
  const embedded = url.protocol === "data:" || url.protocol === "blob:";
  if (!embedded && url.origin !== location.origin) {
    return Promise.reject(new Error(`Maps load nothing from other sites (${url.origin}).`));
  }
  return fetch(url, options);
}

/** Options of loaders.gl, which brings its workers from a site of its own otherwise. */
export const loadOptions = {
  core: { fetch: fetchHere, worker: false },
  fetch: fetchHere,
  worker: false,
};
