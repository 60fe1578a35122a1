/** The names of emoji. */
import names from "markdown-it-emoji/lib/data/full.mjs";

/** The character of a name such as `tulip`. */
export default function emoji(name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
