import { assertNever } from '#shared/lang/assert-never.ts';

/** How much of the screen the page behind a link takes; `null` = not said, which is all of it (META-API 4.1, URLB). */
export type PageHeight = 'compact' | 'tall' | 'full' | null;

/** A button as the form holds it. Every item of a list has an id of its own, which is never sent. */
export type ButtonForm =
  | {
      readonly id: string;
      readonly type: 'web_url';
      readonly title: string;
      readonly url: string;
      readonly height: PageHeight;
    }
  | { readonly id: string; readonly type: 'postback'; readonly title: string; readonly payload: string };

/** A card of a generic template; empty texts are left out of the message. */
export interface CardForm {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly imageUrl: string;
  readonly tapUrl: string;
  readonly tapHeight: PageHeight;
  readonly buttons: readonly ButtonForm[];
}

/** How Meta crops pictures of cards; `null` = not said, which is horizontal. */
export type Crop = 'horizontal' | 'square' | null;

/** Kinds of file that can be sent by address. */
export const MEDIA_TYPES = ['image', 'video', 'audio', 'file'] as const;
/** See {@link MEDIA_TYPES}. */
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A message as the editor's form holds it. */
export type MessageForm =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'generic'; readonly crop: Crop; readonly cards: readonly CardForm[] }
  | { readonly kind: 'button'; readonly text: string; readonly buttons: readonly ButtonForm[] }
  | { readonly kind: 'media'; readonly type: MediaType; readonly url: string }
  /** Holds parts this editor has no fields for, such as quick replies from a campaign file: shown, kept, and sent as it stands. */
  | { readonly kind: 'other'; readonly json: string };

/** The form anew; a function makes it of what stands there by then, for whatever comes a moment later. */
export type FormChange = MessageForm | ((now: MessageForm) => MessageForm);

/** Kinds a person can choose. */
export const MESSAGE_KINDS = ['text', 'generic', 'button', 'media'] as const;
/** See {@link MESSAGE_KINDS}. */
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A new card with nothing in it. */
export function emptyCard(): CardForm {
  return { id: newId(), title: '', subtitle: '', imageUrl: '', tapUrl: '', tapHeight: null, buttons: [] };
}

/** A new button with nothing in it. */
export function emptyButton(type: ButtonForm['type']): ButtonForm {
  const id = newId();
  return type === 'web_url' ? { id, type, title: '', url: '', height: null } : { id, type, title: '', payload: '' };
}

/** An empty message of a kind. */
export function emptyMessage(kind: MessageKind): MessageForm {
  switch (kind) {
    case 'text':
      return { kind, text: '' };
    case 'generic':
      return { kind, crop: null, cards: [emptyCard()] };
    case 'button':
      return { kind, text: '', buttons: [emptyButton('web_url')] };
    case 'media':
      return { kind, type: 'image', url: '' };
    default:
      return assertNever(kind, 'kind of message');
  }
}

/** An id for an item of a list, for React only. */
export function newId(): string {
  return crypto.randomUUID();
}

/** Whether anything in it asks people to tap and talk back. */
export function hasPostback(form: MessageForm): boolean {
  if (form.kind === 'other') return form.json.includes('"postback"');
  const buttons =
    form.kind === 'generic' ? form.cards.flatMap((card) => card.buttons) : form.kind === 'button' ? form.buttons : [];
  return buttons.some(({ type }) => type === 'postback');
}
