/** The heavy parts of Markdown (formulas, code colours, emoji names): loaded when a text needs them. */
import { loadChunk, offerFont } from "../host/assets";

export interface Engines {
  /** HTML of a formula. */
  katex?: (tex: string, display: boolean) => string;
  /** HTML of coloured code; null for a language it does not know. */
  highlight?: (code: string, language: string) => string | null;
  /** The character of an emoji name. */
  emoji?: (name: string) => string | undefined;
  /** Draws the diagrams in what is on the page. */
  mermaid?: (text: HTMLElement) => void;
}

export type EngineName = keyof Engines;

/** What is loaded so far. */
export const engines: Engines = {};

const listeners = new Set<() => void>();
const wanted = new Set<EngineName>();
let loads = 0;

/** Counts the engines that were loaded; a text that wants one is rendered again when it grows. */
export const engineVersion = (): number => loads;

export function subscribeEngines(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the chunk of an engine may bring along. */
interface EngineChunk {
  readonly default: unknown;
  readonly fonts?: ReadonlyArray<readonly [file: string, family: string, FontFaceDescriptors]>;
}

/** Fonts that most formulas need. */
const COMMON = /Main-Regular|Math-Italic|Size|AMS/;

/** Loads the engines and tells the subscribers; a failure leaves the plain text. */
export function wantEngines(names: ReadonlySet<EngineName>): void {
  for (const name of names) {
    if (engines[name] !== undefined || wanted.has(name)) continue;
    wanted.add(name);
    loadChunk<EngineChunk>(name).then(
      ({ default: engine, fonts = [] }) => {
        for (const [file, family, descriptors] of fonts) {
          offerFont(file, family, descriptors, COMMON.test(file)).catch(() => {});
        }
        addEngine(name, engine as never);
      },
      () => wanted.delete(name),
    );
  }
}

export function addEngine<N extends EngineName>(name: N, engine: Engines[N]): void {
  if (engines[name] !== undefined) return;
  engines[name] = engine;
  loads += 1;
  for (const listener of listeners) listener();
}
