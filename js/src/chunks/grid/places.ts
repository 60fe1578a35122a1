/** Which positions rows show that have not arrived, and the other way round; as long as the order is the same. */

/** How many are kept, beyond which all are forgotten. */
const MOST = 400_000;

export class Places {
  readonly #positions = new Map<number, number>();
  readonly #rows = new Map<number, number>();

  position(row: number): number | null {
    return this.#positions.get(row) ?? null;
  }

  row(position: number): number | null {
    return this.#rows.get(position) ?? null;
  }

  put(row: number, position: number): void {
    if (this.#positions.size >= MOST) {
      this.#positions.clear();
      this.#rows.clear();
    }
    this.#positions.set(row, position);
    this.#rows.set(position, row);
  }
}
