// Light or dark, before anything is drawn: the address, the configuration, the visitor, the system.
const script = document.currentScript.dataset;
const address = new URL(location.href);
const read = (storage, name) => {
  try {
    return globalThis[storage].getItem(name);
  } catch {
    return null; // Closed to a sandboxed frame.
  }
};

const modes = ["dark", "light"];
const valuesOf = (key) =>
  [...address.searchParams]
    .filter(([name]) => name.toLowerCase() === key)
    .map(([, value]) => value.toLowerCase());
const options = valuesOf("embed_options");
const asked = modes.find((name) => options.includes(`${name}_theme`));
const chosen = () => modes.find((name) => name === read("localStorage", "revoila-theme"));
const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const shown = asked ?? modes.find((name) => name === script.mode) ?? chosen() ?? system();
document.documentElement.dataset.mode = shown;

// It has become a cookie; in the address it would be copied, bookmarked and logged.
if (address.searchParams.has("token")) {
  address.searchParams.delete("token");
  history.replaceState(history.state, "", address);
}
