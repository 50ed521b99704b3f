/** Texts that many rows share, each kept once under a number. */
export class TextCodes {
  readonly #texts: string[] = [];
  readonly #codes = new Map<string, number>();

  /** The number of a text, given at its first use. */
  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#texts.push(text);
    this.#codes.set(text, code);
    return code;
  }

  /** All texts, by number. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The text of a number. */
  textOf(code: number): string {
    return this.#texts[code] ?? '';
  }
}
