/** Which options does a typed text find, and in which order? */

export type FilterMode = "fuzzy" | "contains" | "prefix";

/** Positions of the options that match, best first; all of them for an empty text. */
export function findOptions(options: readonly string[], query: string, mode: FilterMode): number[] {
  const wanted = folded(query.trim());
  const positions = [...options.keys()];
  if (wanted === "") return positions;
  if (mode !== "fuzzy") {
    const fits = (option: string): boolean =>
      mode === "prefix" ? option.startsWith(wanted) : option.includes(wanted);
    return positions.filter((position) => fits(folded(options[position] ?? "")));
  }
  const scores = new Map<number, number>();
  for (const position of positions) {
    const score = fuzzyScore(folded(options[position] ?? ""), wanted);
    if (score !== null) scores.set(position, score);
  }
  return [...scores.keys()].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b);
}

/** The option that a typed text would add; null when it is blank or there already. */
export function addedOption(options: readonly string[], query: string): string | null {
  const added = query.trim();
  return added === "" || options.includes(added) ? null : added;
}

/** Without case and accents: "zu" finds "Zürich". */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * How well the letters of `query` are found in `text`, in their order; null when they are not.
 *
 * Letters in a row and letters at the beginning of a word count more, long gaps cost.
 */
function fuzzyScore(text: string, query: string): number | null {
  const whole = text.indexOf(query);
  if (whole >= 0) {
    const atWord = whole === 0 || /[^\p{L}\p{N}]/u.test(text[whole - 1] ?? "");
    return 1000 + (whole === 0 ? 200 : atWord ? 100 : 0) - Math.min(whole, 50) - text.length / 100;
  }
  let score = 0;
  let from = 0;
  for (const letter of query) {
    if (letter === " ") continue;
    const found = text.indexOf(letter, from);
    if (found < 0) return null;
    const atWord = found === 0 || /[^\p{L}\p{N}]/u.test(text[found - 1] ?? "");
    score += (found === from && from > 0 ? 12 : 0) + (atWord ? 8 : 0) - Math.min(found - from, 10);
    from = found + letter.length;
  }
  return score;
}
