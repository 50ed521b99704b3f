import { describe, expect, it } from 'vitest';
import { classifySendAnswer } from '#engine/graph/classify-answer.ts';
import type { HttpAnswer } from '#engine/ports.ts';
import type { ScopedId } from '#shared/domain/ids.ts';

const RECIPIENT = '6000000000000001234' as ScopedId; // made up

function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { kind: 'answer', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function classify(answer: HttpAnswer, recipient: ScopedId | null = RECIPIENT) {
  return classifySendAnswer(answer, { recipient, secrets: [] });
}

describe('an acceptance', () => {
  it.each([
    ['flat ids as real clients read them', { recipient_id: RECIPIENT, message_id: 'm_1' }],
    ['the recipient as text, as printed', { recipient: RECIPIENT, message_id: 'm_1' }],
    ['both ids nested, as printed', { recipient: { id: RECIPIENT, message_id: 'm_1' } }],
    ['the recipient nested, the message id flat', { recipient: { id: RECIPIENT }, message_id: 'm_1' }],
    ['no recipient at all', { message_id: 'm_1' }],
  ])('may have %s', (_shape, body) => {
    expect(classify(answered(200, body))).toMatchObject({
      outcome: 'accepted',
      messageId: 'm_1',
      accountStop: null,
      text: null,
    });
  });

  it('may have ids as numbers, of any length, without losing a digit', () => {
    const body = `{"recipient_id": ${RECIPIENT}, "message_id": 12345678901234567890}`;
    expect(classify(answered(200, body))).toMatchObject({ outcome: 'accepted', messageId: '12345678901234567890' });
  });

  it('that names another recipient is uncertain, even one that differs in the last digit beyond 2^53', () => {
    const body = `{"recipient_id": 6000000000000001235, "message_id": "m_1"}`;
    expect(classify(answered(200, body))).toMatchObject({ outcome: 'uncertain', messageId: null });
    expect(classify(answered(200, body), null).outcome).toBe('accepted');
  });

  it('carries the trace id, the date, and the usage', () => {
    const headers = {
      'x-fb-trace-id': 'trace',
      date: 'Fri, 20 Nov 2026 10:00:00 GMT',
      'x-app-usage': '{"call_count":81}',
      'x-business-use-case-usage': '{"1":[{"type":"pages","estimated_time_to_regain_access":7}]}',
    };
    expect(classify(answered(200, { message_id: 'm_1' }, headers))).toMatchObject({
      httpStatus: 200,
      traceId: 'trace',
      platformDate: Date.UTC(2026, 10, 20, 10),
      usagePercent: 81,
      regainAccessMinutes: 7,
    });
  });
});

describe('an answer that settles nothing is uncertain', () => {
  it.each([
    ['a 200 without a message id', answered(200, { recipient_id: RECIPIENT })],
    ['a 200 with an empty message id', answered(200, { message_id: '' })],
    ['a 200 with a message id that is no id', answered(200, { message_id: { a: 1 } })],
    ['a 200 with a message id and an error', answered(200, { message_id: 'm_1', error: { code: 2 } })],
    ['a 200 with an empty body', answered(200, '')],
    ['a 200 with a list', answered(200, [{ message_id: 'm_1' }])],
    ['a 200 with a web page', answered(200, '<!doctype html><html>Log in</html>')],
    ['a 200 cut in the middle', answered(200, '{"recipient_id":"6000000000000001234","messa')],
    ['a redirect', answered(302, { message_id: 'm_1' }, { location: 'https://elsewhere.example' })],
    ['a 304', answered(304, '')],
    ['a 400 with a web page', answered(400, '<html></html>')],
    ['a 400 with JSON that is no error', answered(400, { message: 'no' })],
    ['a 403 with an error that is a text', answered(403, { error: 'forbidden' })],
    ['a 500 with an error', answered(500, { error: { code: 2, message: 'unavailable' } })],
    ['a 502 of a proxy', answered(502, '<html>Bad Gateway</html>')],
    ['a 503 with a message id', answered(503, { message_id: 'm_1' })],
    ['an error 1/1357046', answered(400, { error: { code: 1, error_subcode: 1357046 } })],
    ['an error -1', answered(400, { error: { code: -1, error_subcode: 2018012 } })],
    ['a broken connection', { kind: 'broken', why: 'ECONNRESET' }],
  ] as const)('%s', (_what, answer) => {
    const read = classify(answer);
    expect(read).toMatchObject({ outcome: 'uncertain', messageId: null, accountStop: null });
    expect(read.text).not.toBe('');
  });
});

describe('a refusal', () => {
  it('is classed by its numbers, never by its localised text', () => {
    const error = { message: '(#551) 此用户目前无法接收消息', code: 200, error_subcode: 1545041, fbtrace_id: 'Abc' };
    expect(classify(answered(400, { error }))).toMatchObject({
      outcome: 'unavailable',
      code: 200,
      subcode: 1545041,
      traceId: 'Abc',
      httpStatus: 400,
    });
  });

  it('may quote its numbers, and may be served as javascript', () => {
    const read = classify(
      answered(400, '{"error":{"code":"4","error_subcode":"2018354"}}', { 'content-type': 'text/javascript' }),
    );
    expect(read).toMatchObject({ outcome: 'tooEarly', code: 4, subcode: 2018354 });
  });

  it('with plain code 100 puts the notification token in doubt, with a subcode it does not', () => {
    expect(classify(answered(400, { error: { code: 100 } }))).toMatchObject({
      outcome: 'badRequest',
      isTokenInDoubt: true,
    });
    const media = { code: 100, error_subcode: 2018008 };
    expect(classify(answered(400, { error: media }))).toMatchObject({ outcome: 'badRequest', isTokenInDoubt: false });
  });

  it('with HTTP 429 is throttled with or without an error object', () => {
    expect(classify(answered(429, 'slow down'))).toMatchObject({ outcome: 'throttled', accountStop: 'throttled' });
    expect(classify(answered(429, { error: { code: 987_654 } }))).toMatchObject({ outcome: 'throttled' });
  });

  it('shows at most 300 characters of the platform’s text, without secrets', () => {
    const message = `Bad access_token=EAAMcAnaRy0123456789 ${'😀'.repeat(400)}`;
    const { text } = classify(answered(400, { error: { code: 100, message } }));
    expect(text?.length).toBeLessThanOrEqual(300);
    expect(text).not.toContain('cAnaRy');
    expect(text?.isWellFormed()).toBe(true);
  });
});

describe('a request that never left', () => {
  it('is notSent and stops nothing', () => {
    expect(classify({ kind: 'notSent', why: 'ECONNREFUSED' })).toMatchObject({
      outcome: 'notSent',
      httpStatus: null,
      accountStop: null,
      text: 'ECONNREFUSED',
    });
  });
});
