import type { ClientContext, ClientLink } from '@orpc/client';
import { LineLostError } from './line-lost.ts';
import type { Line } from './transport.ts';

/**
 * A line with those who wait for an answer over it. A line lives for days: answers raced against its end would all be held until then,
 * so each waits with a promise of its own and leaves when it has its answer.
 */
export class OpenLine {
  readonly link: ClientLink<ClientContext>;
  readonly #waiting = new Set<(error: LineLostError) => void>();
  #isGone = false;

  constructor({ link, gone }: Pick<Line, 'link' | 'gone'>) {
    this.link = link;
    void gone.then(() => {
      this.#isGone = true;
      for (const lose of this.#waiting) lose(new LineLostError());
      this.#waiting.clear();
    });
  }

  /** Whether it went: nothing is answered over it any more. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /**
   * Waits for an answer as long as the line stands.
   *
   * @throws {LineLostError} when the line goes first, or is gone already.
   */
  async whileOpen<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { promise: lost, reject: lose } = Promise.withResolvers<never>();
    if (this.#isGone) lose(new LineLostError());
    else this.#waiting.add(lose);
    try {
      return await Promise.race([answer, lost]);
    } finally {
      this.#waiting.delete(lose);
    }
  }
}
