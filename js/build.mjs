/**
 * Which files does the browser get? Builds all of them into pkg/revoila/widgets/static/.
 *
 * - `loader.js`: the stub that travels with a widget; not hashed, it names the core.
 * - `core-<hash>.js`: src/index.tsx with React and its style sheets as text.
 * - `<name>-<hash>.js`: one per src/chunks/<name>.ts(x), loaded on demand.
 * - `.gz` and `.br` beside each of these: the same, compressed.
 * - `fonts/`, `material-names.json`, `licenses.txt`, and `manifest.json` which names them all.
 *
 * A chunk shares no file with the core or another chunk (no code splitting): where there is only a
 * kernel it is fetched over the comm and imported from a blob URL, and a relative import does not
 * resolve there. React must exist once all the same, so chunks take it from the core at run time.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, parse, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

const ROOT = dirname(fileURLToPath(import.meta.url));
const MODULES = join(ROOT, "node_modules");
const OUT = resolve(ROOT, "../pkg/revoila/widgets/static");
/** One per process, so that two builds at a time do not mix. */
const WORK = `${OUT}.tmp-${process.pid}`;
const CORE_BUDGET = 200 * 1024;

/** The part of the core's `globalThis[Symbol.for("revoila.react")]` that stands for each module. */
const SHARED = {
  react: "React",
  "react-dom": "ReactDOM",
  "react-dom/client": "ReactDOM",
  "react/jsx-runtime": "jsxRuntime",
};

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  format: "esm",
  jsx: "automatic",
  legalComments: "none",
  loader: { ".css": "text" },
  logLevel: "warning",
  metafile: true,
  minify: true,
  outdir: WORK,
  platform: "browser",
  target: "es2022",
  write: false,
};

const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  },
};

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const named = (path, bytes) => {
  const { name, ext } = parse(path);
  return `${name}-${hash(bytes)}${ext}`;
};
const write = async (name, bytes) => {
  await mkdir(dirname(join(WORK, name)), { recursive: true });
  await writeFile(join(WORK, name), bytes);
};

/** Lets a chunk import React as usual and get the core's copy. */
const sharedReact = {
  name: "shared-react",
  setup({ onLoad, onResolve }) {
    const filter = new RegExp(`^(${Object.keys(SHARED).join("|")})$`);
    onResolve({ filter }, ({ path }) => ({ namespace: "shared-react", path }));
    // A CommonJS body, so that any named import resolves against the object at run time.
    onLoad({ filter, namespace: "shared-react" }, ({ path }) => ({
      contents: `module.exports = globalThis[Symbol.for("revoila.react")].${SHARED[path]};`,
    }));
  },
};

/**
 * Makes React's names ordinary exports. React is CommonJS, and otherwise every module that imports
 * it gets a copy of all its names when the bundle starts: a hundred copies.
 */
const directReact = {
  name: "direct-react",
  setup({ onLoad, onResolve }) {
    const filter = new RegExp(`^(${Object.keys(SHARED).join("|")})$`);
    onResolve({ filter }, ({ kind, path }) =>
      kind === "import-statement" ? { namespace: "direct-react", path } : undefined,
    );
    onLoad({ filter, namespace: "direct-react" }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path)).join(", ");
      const contents = `const all = require("${path}"); export default all; export const { ${names} } = all;`;
      return { contents, resolveDir: ROOT };
    });
  },
};

/** Has DOMPurify made when it is first used; it is ready for use as soon as it is loaded, otherwise. */
const latePurify = {
  name: "late-purify",
  setup({ onLoad }) {
    onLoad({ filter: /dompurify.dist.purify\.es\.mjs$/ }, async ({ path }) => {
      const code = await readFile(path, "utf8");
      const contents = code.replace("= createDOMPurify()", "= createDOMPurify");
      if (contents === code) throw new Error("DOMPurify does not make itself any more");
      return { contents };
    });
  },
};

/** Modules of dependencies that do what is costly or forbidden on our pages, and what stands in for each. */
const STANDINS = {
  "d3-dsv/dist/d3-dsv.mjs": "src/standins/dsv.ts",
  "entities/dist/index.js": "src/standins/entities.ts",
  "react-aria/dist/private/i18n/useDefaultLocale.mjs": "src/standins/locale.ts",
};

/** Puts the stand-ins in their places; `missed` are those that no import has asked for. */
function standins() {
  const missed = new Set(Object.keys(STANDINS));
  const plugin = {
    name: "standins",
    setup({ onLoad }) {
      onLoad({ filter: /(useDefaultLocale|d3-dsv)\.mjs$|entities.dist.index\.js$/ }, ({ path }) => {
        const name = Object.keys(STANDINS).find((known) => path.endsWith(`node_modules/${known}`));
        if (name === undefined) return undefined;
        missed.delete(name);
        const contents = `export * from ${JSON.stringify(join(ROOT, STANDINS[name]))};`;
        return { contents, resolveDir: ROOT };
      });
    },
  };
  return { missed, plugin };
}

/** Makes the text of a style sheet as small as the code around it. */
const minifiedCss = {
  name: "minified-css",
  setup({ esbuild, onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const { code } = await esbuild.transform(css, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** Bundles one entry into one file and returns its text and the modules inside it. */
async function bundle(entry, { define = {}, plugins = [] } = {}) {
  const result = await build({
    ...OPTIONS,
    define: { ...OPTIONS.define, ...define },
    entryPoints: [entry],
    plugins: [...plugins, minifiedCss],
  });
  const [output, ...others] = result.outputFiles;
  const inputs = Object.keys(result.metafile.inputs);
  if (others.length > 0) {
    throw new Error(`${entry} became ${result.outputFiles.length} files; it must be one`);
  }
  return { bytes: output.contents, inputs };
}

/** Writes code and its compressed twins; a server sends the one that the browser takes, as it is. */
async function writeCode(name, bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  await write(name, bytes);
  await write(`${name}.gz`, packed);
  await write(`${name}.br`, brotliCompressSync(bytes, BROTLI));
  return packed.length;
}

async function buildChunks(standin) {
  const folder = join(ROOT, "src/chunks");
  const files = await readdir(folder).catch(() => []);
  const chunks = {};
  const inputs = [];
  for (const file of files.filter((name) => /(?<!\.d)\.tsx?$/.test(name)).sort()) {
    const chunk = await bundle(`src/chunks/${file}`, { plugins: [sharedReact, standin] });
    const { name } = parse(file);
    chunks[name] = named(`${name}.js`, chunk.bytes);
    inputs.push(...chunk.inputs);
    const size = await writeCode(chunks[name], chunk.bytes);
    console.log(`  ${chunks[name]}: ${kilobytes(size)} gzipped`);
  }
  return { chunks, inputs };
}

/**
 * The icon font keeps its ligatures (the icon names are typed in these characters) and loses its
 * four axes of variation: 5.3 MB become 0.3 MB, and the icons look alike at the sizes apps use.
 */
async function iconFont() {
  const whole = await readFile(join(MODULES, "material-symbols/material-symbols-rounded.woff2"));
  return subsetFont(whole, "abcdefghijklmnopqrstuvwxyz0123456789_", {
    targetFormat: "woff2",
    variationAxes: { FILL: 0, GRAD: 0, opsz: 24, wght: 400 },
  });
}

async function writeFonts() {
  const folder = join(MODULES, "katex/dist/fonts");
  const math = (await readdir(folder)).filter((name) => name.endsWith(".woff2")).sort();
  const found = { "material-symbols-rounded": await iconFont() };
  for (const name of math) found[parse(name).name] = await readFile(join(folder, name));

  const fonts = {};
  for (const [name, bytes] of Object.entries(found)) {
    fonts[name] = `fonts/${named(`${name}.woff2`, bytes)}`;
    await write(fonts[name], bytes);
  }
  return fonts;
}

/** The icon names; the package lists them only as a type. */
async function materialNames() {
  const types = await readFile(join(MODULES, "material-symbols/index.d.ts"), "utf8");
  const names = [...types.matchAll(/"([a-z0-9_]+)"/g)].map(([, name]) => name);
  if (names.length < 3000) throw new Error(`only ${names.length} icon names found`);
  return [...new Set(names)].sort();
}

/** The licences of everything that is inside a bundle or the fonts, as their terms ask. */
async function licenses(inputs) {
  const used = new Set(["katex", "material-symbols"]);
  for (const path of inputs) {
    const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    if (found) used.add(found[0].slice(found[0].indexOf("node_modules/") + 13));
  }
  const texts = [];
  for (const name of [...used].sort()) {
    const folder = join(MODULES, name);
    const { license, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    // Apache's licence asks for the notice, too.
    const files = (await readdir(folder, { withFileTypes: true })).filter(
      (entry) => entry.isFile() && /^(licen[cs]e|notice)/i.test(entry.name),
    );
    const parts = await Promise.all(files.map(({ name }) => readFile(join(folder, name), "utf8")));
    texts.push([`${name} ${version} (${license})`, ...parts].join("\n\n").trim());
  }
  return `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function main() {
  await rm(WORK, { force: true, recursive: true });
  await mkdir(WORK, { recursive: true });

  const { missed, plugin } = standins();
  const { chunks, inputs } = await buildChunks(plugin);
  const fonts = await writeFonts();

  const core = await bundle("src/index.tsx", {
    define: { __REVOILA_MANIFEST__: JSON.stringify({ chunks, fonts }) },
    plugins: [plugin, directReact, latePurify],
  });
  if (missed.size > 0)
    throw new Error(`the dependencies have no ${[...missed].join(", ")} any more`);
  const strayed = core.inputs.find((path) => path.startsWith("src/chunks/"));
  if (strayed) throw new Error(`the core imports ${strayed}; load a chunk by its name instead`);
  const coreName = named("core.js", core.bytes);
  const coreSize = await writeCode(coreName, core.bytes);

  const loader = await bundle("src/host/loader.ts", {
    define: { __REVOILA_CORE__: JSON.stringify(coreName) },
  });
  await writeCode("loader.js", loader.bytes);

  const names = [coreName, hash(loader.bytes), ...Object.values(chunks), ...Object.values(fonts)];
  const manifest = { core: coreName, chunks, fonts, hash: hash(names.join("\n")) };
  await write("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  await write("material-names.json", JSON.stringify(await materialNames()));
  await write("licenses.txt", await licenses([...inputs, ...core.inputs, ...loader.inputs]));

  // Only now, so that a failed build leaves the last good one.
  await rm(OUT, { force: true, recursive: true });
  await rename(WORK, OUT);

  console.log(`  loader.js: ${loader.bytes.length} bytes`);
  console.log(`  ${coreName}: ${kilobytes(coreSize)} gzipped`);
  if (coreSize > CORE_BUDGET) {
    console.warn(`  over the budget of ${kilobytes(CORE_BUDGET)}: move something into a chunk`);
  }
}

await main();
