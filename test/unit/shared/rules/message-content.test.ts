import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MessageContext, messageProblems } from '#shared/rules/message-content.ts';
import { byteCount, characterCount } from '#shared/rules/message-content-limits.ts';

const CAMPAIGN: MessageContext = { platform: 'messenger', purpose: 'campaign' };
const INSTAGRAM: MessageContext = { platform: 'instagram', purpose: 'campaign' };
const CARD: MessageContext = { platform: 'messenger', purpose: 'optInRequest' };

const x = (count: number): string => 'x'.repeat(count);
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const LINK = 'https://example.com/a?b=c#d';
const button = (change: object = {}) => ({ type: 'web_url', title: 'Open', url: LINK, ...change });
const postback = (change: object = {}) => ({ type: 'postback', title: 'Yes', payload: 'YES', ...change });
const element = (change: object = {}) => ({ title: 'Title', subtitle: 'Sub', ...change });
const template = (payload: object) => ({ attachment: { type: 'template', payload } });
const generic = (elements: unknown, change: object = {}) => template({ template_type: 'generic', elements, ...change });
const buttons = (text: unknown, list: unknown) => template({ template_type: 'button', text, buttons: list });
const card = (change: object = {}) =>
  template({ template_type: 'notification_messages', payload: 'OFFERS', title: 'Offers', ...change });
const reply = (change: object = {}) => ({ content_type: 'text', title: 'Yes', payload: 'YES', ...change });
const media = (type: string, payload: object) => ({ attachment: { type, payload } });
const P = 'message.attachment.payload';

function codesAndPaths(message: unknown, context = CAMPAIGN): readonly string[] {
  return messageProblems(message, context).map(({ code, path }) => `${code} ${path}`);
}

describe('a message that the platform takes', () => {
  it.each<[string, unknown, MessageContext?]>([
    ['2000 characters of text', { text: x(2000) }],
    ['1000 bytes of text on Instagram', { text: `${'è'.repeat(499)}xx` }, INSTAGRAM],
    [
      'ten elements with three buttons and titles of 80',
      generic(many(10, element({ title: x(80), subtitle: x(80), buttons: many(3, button({ title: x(20) })) }))),
    ],
    [
      'an element with a default action',
      generic([element({ default_action: { type: 'web_url', url: LINK, webview_height_ratio: 'tall' } })]),
    ],
    [
      'a button template of 640 characters',
      buttons(x(640), [
        button(),
        postback({ payload: x(1000) }),
        { type: 'phone_number', title: 'Call', payload: '+39061234567' },
      ]),
    ],
    ['13 quick replies', { text: 'Which?', quick_replies: many(13, reply({ title: x(20), payload: x(1000) })) }],
    ['a quick reply for the phone number', { text: 'Call?', quick_replies: [{ content_type: 'user_phone_number' }] }],
    ['an image by address, http too', media('image', { url: 'http://example.com/a.png', is_reusable: true })],
    ['a video by id', media('video', { attachment_id: '1745504518999123' })],
    ['30 images', { attachments: many(30, { type: 'image', payload: { url: LINK } }) }],
    [
      'a media template',
      template({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: 1, buttons: [button()] }] }),
    ],
    ['a link to an IPv6 host with a port', buttons('Go', [button({ url: 'https://[2001:db8::1]:8443/' })])],
    [
      'an opt-in card with a title of 65',
      card({
        title: x(65),
        notification_messages_timezone: 'Europe/Rome',
        image_url: LINK,
        image_aspect_ratio: 'SQUARE',
        notification_messages_cta_text: 'SIGN_UP',
      }),
      CARD,
    ],
    [
      'an opt-in carousel of five',
      card({ elements: many(5, { payload: 'A', title: x(65), notification_messages_frequency: 'DAILY' }) }),
      CARD,
    ],
    ['250 characters in a later follow-up', { text: x(250) }, { platform: 'messenger', purpose: 'laterFollowUp' }],
    ['251 characters in the first follow-up', { text: x(251) }, { platform: 'messenger', purpose: 'firstFollowUp' }],
  ])('with %s', (_what, message, context = CAMPAIGN) => {
    expect(messageProblems(message, context)).toEqual([]);
  });
});

describe('a message that the platform refuses is met by name', () => {
  it.each<[string, unknown, string[], MessageContext?]>([
    ['2001 characters', { text: x(2001) }, ['tooLong message.text']],
    [
      '1001 bytes on Instagram, although 501 characters',
      { text: `${'è'.repeat(500)}x` },
      ['tooLong message.text'],
      INSTAGRAM,
    ],
    ['an empty text', { text: '' }, ['required message.text']],
    ['half a character', { text: 'a\ud83d' }, ['brokenText message.text']],
    ['a text that is none', { text: 5 }, ['wrongType message.text']],
    ['neither text nor attachment', {}, ['required message']],
    ['text and attachment', { text: 'a', ...media('image', { url: LINK }) }, ['conflict message']],
    ['no object', 'hello', ['wrongType message']],
    ['a list', [], ['wrongType message']],
    ['an unknown key', { text: 'a', txet: 'b' }, ['unknownKey message.txet']],
    [
      'a key of every object’s own',
      JSON.parse('{"text":"a","__proto__":1,"constructor":2}'),
      ['unknownKey message.__proto__', 'unknownKey message.constructor'],
    ],
    ['an eleventh element', generic(many(11, element())), [`tooMany ${P}.elements`]],
    ['no element', generic([]), [`tooFew ${P}.elements`]],
    ['a fourth button', generic([element({ buttons: many(4, button()) })]), [`tooMany ${P}.elements[0].buttons`]],
    ['an element with a title alone', generic([{ title: 'a' }]), [`required ${P}.elements[0]`]],
    ['an element without a title', generic([{ subtitle: 'a' }]), [`required ${P}.elements[0].title`]],
    [
      'a title of 81 and a subtitle of 81',
      generic([{ title: x(81), subtitle: x(81) }]),
      [`tooLong ${P}.elements[0].title`, `tooLong ${P}.elements[0].subtitle`],
    ],
    [
      'a title of 41 emoji, which count 82',
      generic([element({ title: '😀'.repeat(41) })]),
      [`tooLong ${P}.elements[0].title`],
    ],
    [
      'an http link',
      generic([element({ buttons: [button({ url: 'http://example.com' })] })]),
      [`notHttps ${P}.elements[0].buttons[0].url`],
    ],
    [
      'an http default action',
      generic([element({ default_action: { type: 'web_url', url: 'HTTP://example.com' } })]),
      [`notHttps ${P}.elements[0].default_action.url`],
    ],
    [
      'a title on a default action',
      generic([element({ default_action: { type: 'web_url', url: LINK, title: 'a' } })]),
      [`unknownKey ${P}.elements[0].default_action.title`],
    ],
    ['a javascript link', buttons('a', [button({ url: 'javascript:alert(1)' })]), [`notUrl ${P}.buttons[0].url`]],
    [
      'a link with a password',
      buttons('a', [button({ url: 'https://user:pass@example.com' })]),
      [`notUrl ${P}.buttons[0].url`],
    ],
    ['a link with a space', buttons('a', [button({ url: 'https://exa mple.com' })]), [`notUrl ${P}.buttons[0].url`]],
    ['a button without a link', buttons('a', [{ type: 'web_url', title: 'a' }]), [`required ${P}.buttons[0].url`]],
    ['a button title of 21', buttons('a', [postback({ title: x(21) })]), [`tooLong ${P}.buttons[0].title`]],
    ['a payload of 1001', buttons('a', [postback({ payload: x(1001) })]), [`tooLong ${P}.buttons[0].payload`]],
    ['a button of an unknown kind', buttons('a', [{ type: 'element_share' }]), [`notAllowed ${P}.buttons[0].type`]],
    ['a button named like a method', buttons('a', [{ type: 'constructor' }]), [`notAllowed ${P}.buttons[0].type`]],
    ['a button that is none', buttons('a', ['Open']), [`wrongType ${P}.buttons[0]`]],
    ['a button text of 641', buttons(x(641), [postback()]), [`tooLong ${P}.text`]],
    ['a button template without buttons', buttons('a', []), [`tooFew ${P}.buttons`]],
    [
      'a phone number without +',
      buttons('a', [{ type: 'phone_number', title: 'Call', payload: '061234567' }]),
      [`notAllowed ${P}.buttons[0].payload`],
    ],
    ['a 14th quick reply', { text: 'a', quick_replies: many(14, reply()) }, ['tooMany message.quick_replies']],
    [
      'a quick reply without title and payload',
      { text: 'a', quick_replies: [{ content_type: 'text' }] },
      ['required message.quick_replies[0].title', 'required message.quick_replies[0].payload'],
    ],
    [
      'a quick reply title of 21',
      { text: 'a', quick_replies: [reply({ title: x(21) })] },
      ['tooLong message.quick_replies[0].title'],
    ],
    ['an unknown template', template({ template_type: 'receipt' }), [`notAllowed ${P}.template_type`]],
    ['a template without a type', template({}), [`required ${P}.template_type`]],
    ['an attachment of an unknown kind', media('sticker', { url: LINK }), ['notAllowed message.attachment.type']],
    ['an attachment without payload', { attachment: { type: 'image' } }, ['required message.attachment.payload']],
    ['a file by nothing', media('file', {}), [`required ${P}.url`]],
    ['a file by both', media('file', { url: LINK, attachment_id: '1' }), [`conflict ${P}`]],
    ['a file by ftp', media('file', { url: 'ftp://example.com/a' }), [`notUrl ${P}.url`]],
    [
      '11 images on Instagram',
      { attachments: many(11, { type: 'image', payload: { url: LINK } }) },
      ['tooMany message.attachments'],
      INSTAGRAM,
    ],
    ['an opt-in title of 66', card({ title: x(66) }), [`tooLong ${P}.title`], CARD],
    [
      'an opt-in element title of 66',
      card({ elements: [{ payload: 'A', title: x(66) }] }),
      [`tooLong ${P}.elements[0].title`],
      CARD,
    ],
    ['a sixth opt-in element', card({ elements: many(6, { payload: 'A' }) }), [`tooMany ${P}.elements`], CARD],
    [
      'an opt-in carousel without a title',
      card({ title: undefined, elements: [{ payload: 'A' }] }),
      [`required ${P}.title`],
      CARD,
    ],
    ['an opt-in card without payload', card({ payload: undefined }), [`required ${P}.payload`], CARD],
    [
      'an opt-in card with an unknown call to action',
      card({ notification_messages_cta_text: 'BUY' }),
      [`notAllowed ${P}.notification_messages_cta_text`],
      CARD,
    ],
    ['an opt-in card as a campaign', card(), [`notAllowed ${P}.template_type`]],
    [
      'an opt-in card as a campaign, with its own mistakes too',
      card({ title: x(66) }),
      [`tooLong ${P}.title`, `notAllowed ${P}.template_type`],
    ],
    ['a text as an opt-in request', { text: 'a' }, [`notAllowed ${P}.template_type`], CARD],
    [
      '251 characters in a later follow-up',
      { text: x(251) },
      ['tooLong message.text'],
      { platform: 'messenger', purpose: 'laterFollowUp' },
    ],
    [
      'an image as a follow-up',
      media('image', { url: LINK }),
      ['notAllowed message.attachment'],
      { platform: 'messenger', purpose: 'firstFollowUp' },
    ],
  ])('%s', (_what, message, expected, context = CAMPAIGN) => {
    expect(codesAndPaths(message, context)).toEqual(expected);
  });

  it('with all problems at once, each with place, value, limit and a sentence', () => {
    const found = messageProblems(generic([element({ title: x(81) })], { colour: 'red' }), CAMPAIGN);
    expect(found).toEqual([
      {
        code: 'unknownKey',
        path: `${P}.colour`,
        value: '"red"',
        limit: 'template_type, image_aspect_ratio, sharable, elements',
        sentence: `${P}.colour is no known field; known here are template_type, image_aspect_ratio, sharable, elements.`,
      },
      {
        code: 'tooLong',
        path: `${P}.elements[0].title`,
        value: `"${x(78)}…`,
        limit: '80 characters',
        sentence: `${P}.elements[0].title has 81 characters; at most 80 are allowed.`,
      },
    ]);
  });

  it('under the name the caller gives the place', () => {
    expect(codesAndPaths({ text: '' }, { ...CAMPAIGN, path: 'campaign.message' })).toEqual([
      'required campaign.message.text',
    ]);
  });
});

describe('counting', () => {
  it('takes the stricter of code points and UTF-16 units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(characterCount(text)).toBe(Math.max([...text].length, text.length));
      }),
    );
  });

  it('counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(byteCount(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe('whatever stands in a campaign file', () => {
  it('is never changed and never makes the check throw; every problem has a sentence under 400 characters', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom('campaign', 'optInRequest', 'laterFollowUp'), (value, purpose) => {
        for (const message of [
          value,
          { text: value },
          { attachment: value },
          template(Object(value) as object),
          generic(value),
          buttons(value, value),
        ]) {
          const before = JSON.stringify(message, (_key, inner: unknown) =>
            typeof inner === 'bigint' ? String(inner) : inner,
          );
          for (const { sentence, path } of messageProblems(message, { platform: 'messenger', purpose })) {
            expect(sentence.startsWith(path)).toBe(true);
          }
          const after = JSON.stringify(message, (_key, inner: unknown) =>
            typeof inner === 'bigint' ? String(inner) : inner,
          );
          expect(after).toBe(before);
        }
      }),
      { numRuns: 500 },
    );
  });
});
