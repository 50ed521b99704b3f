import { expect, test } from 'vitest';
import { isAnsweredByTap } from '#shared/rules/message-taps.ts';

test('a postback button or a quick reply comes back as a message', () => {
  const button = { type: 'postback', title: 'Yes', payload: 'yes' };
  const payload = { template_type: 'generic', elements: [{ title: 'Tea', buttons: [button] }] };
  expect(isAnsweredByTap({ attachment: { type: 'template', payload } })).toBe(true);
  expect(isAnsweredByTap({ text: 'Well?', quick_replies: [{ content_type: 'text', title: 'Yes' }] })).toBe(true);
});

test('text and links do not', () => {
  expect(isAnsweredByTap({ text: 'type: postback' })).toBe(false);
  const button = { type: 'web_url', title: 'Menu', url: 'https://example.com' };
  expect(isAnsweredByTap({ attachment: { payload: { buttons: [button] } } })).toBe(false);
});
