import { expect, test } from 'vitest';
import type { HttpPort } from '#engine/ports.ts';
import { actInPractice } from '#host/practice-act.ts';
import { refusalOf } from '#test/support/refusal.ts';

test('only a platform that does not know the person says so; whatever else it answers is no practice platform’s answer', async () => {
  const told = (status: number, body: string): Promise<string> => {
    const http: HttpPort = {
      request: async () => ({ kind: 'answer', status, headers: {}, body }),
      close: async () => undefined,
    };
    return refusalOf(actInPractice(http, 'http://127.0.0.1:9', { person: '7', action: 'message', topic: null }));
  };
  const error = (code: number, subcode: number | undefined): string =>
    JSON.stringify({ error: { message: 'x', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A' } });
  expect(await told(400, error(100, 2_018_001))).toMatch(/^notFound: /);
  for (const [status, body] of [
    [400, error(100, undefined)],
    [500, error(2, undefined)],
    [404, '<!doctype html>'],
  ] as const) {
    expect(await told(status, body)).toMatch(/^platformUnreachable: .*http:\/\/127\.0\.0\.1:9/);
  }
});
