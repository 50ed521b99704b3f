import { describe, expect, it } from 'vitest';
import { readMessage } from '#practice/content/message-content.ts';
import { limitsWith } from '#practice/rules/limits.ts';
import { matching } from './matching.ts';
import { createWorld } from './practice-kit.ts';

const LIMITS = limitsWith();
const fault = (message: unknown, instagram = false): string | null => {
  const reading = readMessage(message, instagram, LIMITS);
  return reading.kind === 'fault' ? reading.sentence : null;
};
const template = (payload: unknown) => ({ attachment: { type: 'template', payload } });
const generic = (...elements: unknown[]) => template({ template_type: 'generic', elements });
const element = (extra: object = {}) => ({ title: 'Cappelli', subtitle: 'Per tutti', ...extra });
const buttons = (...list: unknown[]) => template({ template_type: 'button', text: 'Scegli', buttons: list });
const web = (extra: object = {}) => ({ type: 'web_url', title: 'Apri', url: 'https://example.org/', ...extra });
const postback = (extra: object = {}) => ({ type: 'postback', title: 'Sì', payload: 'si', ...extra });
const x = (length: number) => 'x'.repeat(length);

/** What is taken at the bound, what is refused one beyond it, and a word of the refusal. */
const BOUNDS: readonly (readonly [string, unknown, unknown, string])[] = [
  ['a text of 2,000 characters', { text: x(2_000) }, { text: x(2_001) }, '2001'],
  ['a text of 2,000 emoji', { text: '😀'.repeat(2_000) }, { text: '😀'.repeat(2_001) }, '2001'],
  [
    'ten elements',
    generic(...Array.from({ length: 10 }, () => element())),
    generic(...Array.from({ length: 11 }, () => element())),
    '11 elements',
  ],
  ['an element title of 80', generic(element({ title: x(80) })), generic(element({ title: x(81) })), 'title'],
  ['a subtitle of 80', generic(element({ subtitle: x(80) })), generic(element({ subtitle: x(81) })), 'subtitle'],
  ['three buttons', buttons(web(), web(), postback()), buttons(web(), web(), web(), postback()), '4 buttons'],
  [
    'three buttons on an element',
    generic(element({ buttons: [web(), web(), web()] })),
    generic(element({ buttons: [web(), web(), web(), web()] })),
    '4 buttons',
  ],
  ['a button title of 20', buttons(web({ title: x(20) })), buttons(web({ title: x(21) })), 'title'],
  ['a payload of 1,000', buttons(postback({ payload: x(1_000) })), buttons(postback({ payload: x(1_001) })), 'payload'],
  [
    'a button template text of 640',
    template({ template_type: 'button', text: x(640), buttons: [web()] }),
    template({ template_type: 'button', text: x(641), buttons: [web()] }),
    'text',
  ],
  [
    '13 quick replies',
    {
      text: 'Ciao',
      quick_replies: Array.from({ length: 13 }, () => ({ content_type: 'text', title: 'Sì', payload: 's' })),
    },
    {
      text: 'Ciao',
      quick_replies: Array.from({ length: 14 }, () => ({ content_type: 'text', title: 'Sì', payload: 's' })),
    },
    '14 quick replies',
  ],
  [
    'a webview with extensions over https',
    buttons(web({ messenger_extensions: true })),
    buttons(web({ messenger_extensions: true, url: 'http://example.org/' })),
    'https',
  ],
];

describe('the content of a message', () => {
  it.each(BOUNDS)('may be %s and no more', (_, taken, refused, word) => {
    expect(fault(taken)).toBeNull();
    expect(fault(refused)).toContain(word);
  });

  it('has 1,000 bytes of text on Instagram, and no more', () => {
    expect(fault({ text: 'é'.repeat(500) }, true)).toBeNull();
    expect(fault({ text: `${'é'.repeat(500)}x` }, true)).toContain('1001 bytes');
  });

  it.each([
    ['nothing', {}],
    ['an empty text', { text: '' }],
    ['text and attachment', { text: 'Ciao', ...generic(element()) }],
    ['an unknown key', { text: 'Ciao', colour: 'red' }],
    ['an element without more than a title', generic({ title: 'Cappelli' })],
    ['an element with an unknown key', generic(element({ colour: 'red' }))],
    ['a generic template without elements', generic()],
    ['a template of an unknown type', template({ template_type: 'carousel' })],
    ['a button template without buttons', buttons()],
    ['a web button without a link', buttons(web({ url: 'example.org' }))],
    ['a web button with a strange height', buttons(web({ webview_height_ratio: 'huge' }))],
    ['a button of an unknown kind', buttons({ type: 'launch', title: 'Via' })],
    ['a postback without payload', buttons({ type: 'postback', title: 'Sì' })],
    ['a default action with a title', generic(element({ default_action: web() }))],
    [
      'an attachment of an unknown type',
      { attachment: { type: 'hologram', payload: { url: 'https://example.org/' } } },
    ],
    ['media with neither link nor id', { attachment: { type: 'image', payload: {} } }],
    ['an opt-in card', template({ template_type: 'notification_messages', payload: 'x' })],
    ['a quick reply without payload', { text: 'Ciao', quick_replies: [{ content_type: 'text', title: 'Sì' }] }],
    ['no object', 'Ciao'],
  ])('on a notification token is not %s', (_, message) => {
    expect(fault(message)).toMatch(/\w/);
  });

  it.each([
    [
      'an image by link',
      { attachment: { type: 'image', payload: { url: 'https://example.org/a.png', is_reusable: true } } },
    ],
    ['a video by id', { attachment: { type: 'video', payload: { attachment_id: '123' } } }],
    [
      'a media template',
      template({ template_type: 'media', elements: [{ media_type: 'image', url: 'https://www.facebook.com/1' }] }),
    ],
    [
      'the documented example',
      generic({
        title: 'Welcome!',
        image_url: 'https://example.org/hat.jpg',
        subtitle: 'We have the right hat for everyone.',
        default_action: { type: 'web_url', url: 'https://example.org/', webview_height_ratio: 'tall' },
        buttons: [web(), postback()],
      }),
    ],
  ])('may be %s', (_, message) => {
    expect(fault(message)).toBeNull();
  });

  it('that breaks a limit is refused with 100 and a sentence, and nothing is accepted', () => {
    const world = createWorld();
    world.load({ token: '1' });
    expect(world.send('1', { text: x(2_001) })).toMatchObject({
      status: 400,
      code: '100',
      message: '(#100) message.text has 2001 characters; at most 2000 are allowed.',
      body: { error: { type: 'OAuthException', is_transient: false, fbtrace_id: matching(/^A/) } },
    });
    expect([...world.practice.ledger()]).toEqual([]);
  });
});
