/**
 * Where do chunks and fonts come from?
 *
 * From the folder this bundle was served from, or, where no server of ours is (a remote kernel, a
 * hosted notebook), from the kernel over the comm. A blob URL cannot resolve a relative import,
 * so a chunk is always one file without imports. Its style sheet is in it, exported as `styles`.
 */
import { addStyles } from "./styles";

/** Asks a kernel for a file by its name. */
export type Request = (name: string) => Promise<Uint8Array>;

interface Source {
  /** URL of the bundle's folder, ending in a slash; null where only a kernel has the files. */
  readonly base: string | null;
  readonly request: Request;
}

const chunks = new Map<string, Promise<unknown>>();
const fonts = new Map<string, Promise<void>>();
const files = new Set<string>();
const waiting: Array<(source: Source) => void> = [];
let source: Source | null = null;

/** Says where files come from; a later app of the same page replaces what an earlier one said. */
export function setSource(next: Source): void {
  source = next;
  for (const resolve of waiting.splice(0)) resolve(next);
}

function whenSource(): Promise<Source> {
  return source === null
    ? new Promise((resolve) => waiting.push(resolve))
    : Promise.resolve(source);
}

/** The module of a chunk, loaded once per page. Its styles are there before who waits for it draws. */
export function loadChunk<T>(name: string): Promise<T> {
  return once(chunks, name, async () => {
    const chunk = await importChunk(name);
    if (chunk.styles !== undefined) addStyles(name, chunk.styles);
    return chunk;
  }) as Promise<T>;
}

interface Styled {
  readonly styles?: string;
}

async function importChunk(name: string): Promise<Styled> {
  const file = __REVOILA_MANIFEST__.chunks[name];
  const { base, request } = await whenSource();
  if (base !== null && file !== undefined) {
    files.add(file);
    return import(/* webpackIgnore: true */ /* @vite-ignore */ base + file);
  }
  const url = blobUrl(await request(name), "text/javascript");
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The files of the chunks that this page has taken from the bundle's folder. */
export const chunkFiles = (): string[] => [...files];

/** Makes a font of the bundle known to the page as `family`, and loads it. */
export function loadFont(
  name: string,
  family: string,
  descriptors: FontFaceDescriptors = {},
): Promise<void> {
  return once(fonts, name, async () => {
    const { base, request } = await whenSource();
    const content = fontUrl(base, name) ?? (await request(name)).slice().buffer;
    const face = await new FontFace(family, content, descriptors).load();
    document.fonts.add(face);
  });
}

/**
 * Makes a font known that the browser loads when a text uses it. Where only a kernel has it, it is
 * loaded at once if it is `common` and never otherwise: there is nothing a browser could fetch.
 */
export async function offerFont(
  name: string,
  family: string,
  descriptors: FontFaceDescriptors,
  common: boolean,
): Promise<void> {
  const { base } = await whenSource();
  const url = fontUrl(base, name);
  if (url !== null) document.fonts.add(new FontFace(family, url, descriptors));
  else if (common) await loadFont(name, family, descriptors);
}

function fontUrl(base: string | null, name: string): string | null {
  const file = __REVOILA_MANIFEST__.fonts[name];
  if (base === null || file === undefined) return null;
  return `url(${JSON.stringify(new URL(base + file, document.baseURI).href)}) format("woff2")`;
}

/** Calls `load` for a name once; a failure is forgotten, so that a later try may succeed. */
function once<T>(kept: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const loading = load();
  kept.set(name, loading);
  loading.catch(() => kept.delete(name));
  return loading;
}

function blobUrl(bytes: Uint8Array, type: string): string {
  return URL.createObjectURL(new Blob([bytes.slice()], { type }));
}
