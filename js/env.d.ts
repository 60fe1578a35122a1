/** A style sheet imported from TypeScript is its text; the core injects it. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** A file as it is, for tests. */
declare module "*?raw" {
  const text: string;
  export default text;
}

/** File names that build.mjs knows once chunks and fonts are written, relative to the bundle's folder. */
declare const __REVOILA_MANIFEST__: {
  readonly chunks: Readonly<Record<string, string>>;
  readonly fonts: Readonly<Record<string, string>>;
};

/** File name of the core bundle; known to the loader only, which is built last. */
declare const __REVOILA_CORE__: string;
