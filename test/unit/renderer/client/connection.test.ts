import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ClientContext, ClientLink } from '@orpc/client';
import { expect, test } from 'vitest';
import { Connection } from '#renderer/client/connection.ts';
import { LineLostError } from '#renderer/client/line-lost.ts';
import type { Line } from '#renderer/client/transport.ts';

/** A line whose answers and whose end are given by hand. */
class HandLine implements Line {
  readonly #end = Promise.withResolvers<void>();
  readonly gone = this.#end.promise;
  readonly questions: PromiseWithResolvers<unknown>[] = [];
  readonly link: ClientLink<ClientContext> = {
    call: () => {
      const question = Promise.withResolvers<unknown>();
      this.questions.push(question);
      return question.promise;
    },
  };

  goes(): void {
    this.#end.resolve();
  }
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a question that is under way when its line goes fails as lost, and one asked later goes over the next line', async () => {
  const [first, second] = [new HandLine(), new HandLine()];
  const lines = [first, second];
  const connection = new Connection(() => Promise.resolve(lines.shift() ?? second));
  const asked = connection.call(['people', 'page'], {}, { context: {} });
  await expect.poll(() => first.questions.length).toBe(1);
  first.goes();
  await expect(asked).rejects.toBeInstanceOf(LineLostError);
  const again = connection.call(['people', 'page'], {}, { context: {} });
  await expect.poll(() => second.questions.length).toBe(1);
  second.questions[0]?.resolve('rows');
  expect(await again).toBe('rows');
});

test('what the engine refuses is told as it is, and as lost where the line went with it', async () => {
  const line = new HandLine();
  const lines = [line];
  const connection = new Connection(() => Promise.resolve(lines.pop() ?? new HandLine()));
  const refusal = new Error('no such person');
  const refused = connection.call(['people', 'read'], {}, { context: {} });
  await expect.poll(() => line.questions.length).toBe(1);
  line.questions[0]?.reject(refusal);
  await expect(refused).rejects.toBe(refusal);
  const ended = connection.call(['people', 'read'], {}, { context: {} });
  await expect.poll(() => line.questions.length).toBe(2);
  line.questions[1]?.reject(new Error('the queue was closed'));
  line.goes();
  await expect(ended).rejects.toBeInstanceOf(LineLostError);
});

test('an answer that was read is let go of while its line stands', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what V8 gives under this name once the flag is set
  const line = new HandLine();
  const connection = new Connection(() => Promise.resolve(line));
  const readOne = async (): Promise<WeakRef<object>> => {
    const asked = connection.call(['people', 'page'], {}, { context: {} });
    await expect.poll(() => line.questions.length).toBe(1);
    const rows = { rows: ['Anna'] };
    line.questions.pop()?.resolve(rows);
    expect(await asked).toBe(rows);
    return new WeakRef(rows);
  };
  const read = await readOne();
  await expect
    .poll(async () => {
      await rest();
      collect();
      return read.deref();
    })
    .toBeUndefined();
});
