import { assertNever } from '#shared/lang/assert-never.ts';
import { fromJson } from './message-json.ts';

/** What a message says, as one text: its words without links and pictures. */
export function gistOf(messageJson: string): string {
  const form = fromJson(messageJson);
  switch (form.kind) {
    case 'text':
    case 'button':
      return form.text;
    case 'generic':
      return form.cards
        .map(({ title, subtitle }) => [title, subtitle].filter((text) => text !== '').join('\n'))
        .join('\n\n');
    case 'media':
      return form.url;
    case 'other':
      return form.json;
    default:
      return assertNever(form, 'message form');
  }
}
