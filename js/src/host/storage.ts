/** The browser's storage, which is closed to sandboxed frames and may be full. */

type Area = "localStorage" | "sessionStorage";

/** The text under a name; null where there is none or it cannot be read. */
export function readStored(area: Area, name: string): string | null {
  try {
    return window[area].getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text, or forgets it when it is null; whether that was possible. */
export function writeStored(area: Area, name: string, text: string | null): boolean {
  try {
    if (text === null) window[area].removeItem(name);
    else window[area].setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** The names in use that start with `prefix`. */
export function storedNames(area: Area, prefix: string): string[] {
  try {
    return Object.keys(window[area]).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}
