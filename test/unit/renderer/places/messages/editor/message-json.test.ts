import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyMessage, hasPostback, MESSAGE_KINDS } from '#renderer/places/messages/editor/message-form.ts';
import { fromJson, toJson } from '#renderer/places/messages/editor/message-json.ts';
import { messageProblems } from '#shared/rules/message-content.ts';

const url = fc.constantFrom('', 'https://cafe.example/menu', 'http://cafe.example');
const words = fc.string({ maxLength: 30, unit: 'grapheme' });
const heights = fc.constantFrom(undefined, 'compact', 'tall', 'full');
const without = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const webButton = fc
  .tuple(url, words, heights)
  .map(([address, title, height]) => without({ type: 'web_url', url: address, title, webview_height_ratio: height }));
const postback = fc.tuple(words, words).map(([title, payload]) => ({ type: 'postback', title, payload }));
const buttons = fc.array(fc.oneof(webButton, postback), { minLength: 1, maxLength: 3 });
const element = fc
  .record({
    title: words,
    subtitle: fc.option(words),
    image: fc.option(url),
    tap: fc.option(url),
    buttons: fc.option(buttons),
  })
  .map(({ title, subtitle, image, tap, buttons: list }) =>
    without({
      title,
      subtitle: subtitle === null || subtitle === '' ? undefined : subtitle,
      image_url: image === null || image === '' ? undefined : image,
      default_action: tap === null || tap === '' ? undefined : { type: 'web_url', url: tap },
      buttons: list ?? undefined,
    }),
  );
const template = (payload: object): object => ({ attachment: { type: 'template', payload } });
const message = fc.oneof(
  words.map((text) => ({ text })),
  fc.tuple(words, buttons).map(([text, list]) => template({ template_type: 'button', text, buttons: list })),
  fc
    .tuple(fc.constantFrom(undefined, 'square', 'horizontal'), fc.array(element, { minLength: 1, maxLength: 10 }))
    .map(([ratio, elements]) => template(without({ template_type: 'generic', image_aspect_ratio: ratio, elements }))),
  fc
    .tuple(fc.constantFrom('image', 'video', 'audio', 'file'), url)
    .map(([type, address]) => ({ attachment: { type, payload: { url: address } } })),
);

describe('the form of a message', () => {
  test('gives back every message it can show, whatever stands in it', () => {
    fc.assert(
      fc.property(message, (given) => {
        const form = fromJson(JSON.stringify(given));
        expect(form.kind).not.toBe('other');
        expect(JSON.parse(toJson(form))).toEqual(given);
      }),
    );
  });

  test.each([
    ['quick replies', { text: 'Hi', quick_replies: [{ content_type: 'text', title: 'Yes', payload: 'Y' }] }],
    [
      'a phone button',
      template({
        template_type: 'button',
        text: 'Hi',
        buttons: [{ type: 'phone_number', title: 'Call', payload: '+391234567' }],
      }),
    ],
    ['an uploaded file', { attachment: { type: 'image', payload: { attachment_id: '12' } } }],
    ['nothing', {}],
  ])('keeps a message with %s byte for byte, since it has no fields for it', (_what, given) => {
    const json = ` ${JSON.stringify(given)} `;
    expect(fromJson(json)).toEqual({ kind: 'other', json });
    expect(toJson(fromJson(json))).toBe(json);
  });

  test.each(MESSAGE_KINDS)('an empty message of the kind %s lacks only what a person has to write', (kind) => {
    const problems = messageProblems(JSON.parse(toJson(emptyMessage(kind))), {
      platform: 'messenger',
      purpose: 'campaign',
    });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter(({ code }) => code !== 'required' && code !== 'notUrl')).toEqual([]);
  });

  test('knows whether anybody will have to answer', () => {
    const button = { type: 'postback', title: 'Ask', payload: 'Ask' };
    const asks = template({ template_type: 'button', text: 'Hi', buttons: [button] });
    expect(hasPostback(fromJson(JSON.stringify(asks)))).toBe(true);
    expect(hasPostback(fromJson('{"text":"Hi"}'))).toBe(false);
  });
});
