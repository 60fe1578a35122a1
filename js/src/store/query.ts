/** Query strings as texts: comparing them, and changing one parameter. Pure. */

/** Query keys that say how a page is embedded; scripts do not see them. */
const EMBED_KEYS = new Set(["embed", "embed_options"]);

export const isEmbedKey = (name: string): boolean => EMBED_KEYS.has(name.toLowerCase());

/** Values of a parameter; none when it is missing. */
export const valuesOf = (query: string, name: string): string[] =>
  new URLSearchParams(query).getAll(name);

/** The query with other values of a parameter, where it was; without values it is removed. */
export function withValues(query: string, name: string, values: readonly string[]): string {
  const pairs: Array<readonly [string, string]> = [];
  const put = values.map((value) => [name, value] as const);
  let done = false;
  for (const pair of new URLSearchParams(query)) {
    if (pair[0] !== name) pairs.push(pair);
    else if (!done) {
      done = true;
      pairs.push(...put);
    }
  }
  if (!done) pairs.push(...put);
  return new URLSearchParams(pairs.map(([key, value]) => [key, value])).toString();
}

/** Whether two queries say the same to a script, however they are written. */
export const isSameQuery = (one: string, other: string): boolean => plain(one) === plain(other);

function plain(query: string): string {
  const params = new URLSearchParams(
    [...new URLSearchParams(query)].filter(([name]) => !isEmbedKey(name)),
  );
  // Stable, so that repeated keys keep the order of their values.
  params.sort();
  return params.toString();
}
