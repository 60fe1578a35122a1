import { readFile } from "node:fs/promises";
import { defineConfig } from "vitest/config";

const SUFFIX = ".text.js";

/** Style sheets are text here as in the bundle; Vite alone would hand out an empty string. */
const cssAsText = {
  name: "css-as-text",
  enforce: "pre",
  async resolveId(source, importer) {
    if (!source.endsWith(".css")) return null;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    // Under its own name Vite would still take the file for a style sheet.
    return resolved && resolved.id + SUFFIX;
  },
  async load(id) {
    if (!id.endsWith(`.css${SUFFIX}`)) return null;
    const css = await readFile(id.slice(0, -SUFFIX.length), "utf8");
    return `export default ${JSON.stringify(css)};`;
  },
};

export default defineConfig({
  plugins: [cssAsText],
  // The page's inline script is beside its template, in the Python package.
  server: { fs: { allow: [".."] } },
  define: {
    __REVOILA_MANIFEST__: JSON.stringify({ chunks: {}, fonts: {} }),
    __REVOILA_CORE__: JSON.stringify("core-test.js"),
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["./vitest.setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
