import { expect, test } from 'vitest';
import { emptyButton, type MessageForm } from '#renderer/places/messages/editor/message-form.ts';
import { toJson } from '#renderer/places/messages/editor/message-json.ts';
import { withoutFollowing } from '#renderer/places/messages/editor/without-following.ts';
import { messageProblems } from '#shared/rules/message-content.ts';

const BUTTON = 'message.attachment.payload.buttons[0]';

function pathsOf(button: { readonly title: string; readonly payload: string }): readonly string[] {
  const form: MessageForm = {
    kind: 'button',
    text: 'Come and see',
    buttons: [{ ...emptyButton('postback'), type: 'postback', ...button }],
  };
  const problems = messageProblems(JSON.parse(toJson(form)), { platform: 'messenger', purpose: 'campaign' });
  return withoutFollowing(problems).map(({ path }) => path);
}

test('a new answer button has one thing to do: its words', () => {
  expect(pathsOf({ title: '', payload: '' })).toEqual([`${BUTTON}.title`]);
});

test('what other tools receive is still to do where it was emptied, or is too long', () => {
  expect(pathsOf({ title: 'Ask us', payload: '' })).toEqual([`${BUTTON}.payload`]);
  expect(pathsOf({ title: '', payload: 'x'.repeat(1_001) })).toEqual([`${BUTTON}.title`, `${BUTTON}.payload`]);
});
