/**
 * Stands in for a module of React Aria in the bundle (see build.mjs): a number as a text.
 *
 * The original tries out `Intl` while it is being loaded; this one does when a number is shown.
 */

export class NumberFormatter {
  readonly #locale: string;
  readonly #options: Intl.NumberFormatOptions;
  #format: Intl.NumberFormat | null = null;

  constructor(locale: string, options: Intl.NumberFormatOptions = {}) {
    this.#locale = locale;
    this.#options = options;
  }

  format(value: number): string {
    this.#format ??= new Intl.NumberFormat(this.#locale, this.#options);
    return this.#format.format(value);
  }

  resolvedOptions(): Intl.ResolvedNumberFormatOptions {
    this.#format ??= new Intl.NumberFormat(this.#locale, this.#options);
    return this.#format.resolvedOptions();
  }
}
