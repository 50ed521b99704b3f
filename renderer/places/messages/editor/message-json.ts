import { inOrder } from '#renderer/parts/saving/in-order.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import {
  type ButtonForm,
  type CardForm,
  MEDIA_TYPES,
  type MessageForm,
  newId,
  type PageHeight,
} from './message-form.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The message object as JSON text: the very bytes that are sent. Fields in the order of Meta's documents, empty ones left out. */
export function toJson(form: MessageForm): string {
  return form.kind === 'other' ? form.json : JSON.stringify(toMessage(form));
}

function toMessage(form: Exclude<MessageForm, { kind: 'other' }>): Fields {
  switch (form.kind) {
    case 'text':
      return { text: form.text };
    case 'media':
      return { attachment: { type: form.type, payload: { url: form.url } } };
    case 'button':
      return template({ template_type: 'button', text: form.text, buttons: form.buttons.map(toButton) });
    case 'generic':
      return template({
        template_type: 'generic',
        ...(form.crop === null ? {} : { image_aspect_ratio: form.crop }),
        elements: form.cards.map(toElement),
      });
    default:
      return assertNever(form, 'message form');
  }
}

function template(payload: Fields): Fields {
  return { attachment: { type: 'template', payload } };
}

function toElement(card: CardForm): Fields {
  return {
    title: card.title,
    ...(card.subtitle === '' ? {} : { subtitle: card.subtitle }),
    ...(card.imageUrl === '' ? {} : { image_url: card.imageUrl }),
    ...(card.tapUrl === '' ? {} : { default_action: { type: 'web_url', url: card.tapUrl, ...height(card.tapHeight) } }),
    ...(card.buttons.length === 0 ? {} : { buttons: card.buttons.map(toButton) }),
  };
}

function toButton(button: ButtonForm): Fields {
  const { type, title } = button;
  if (button.type === 'web_url') return { type, url: button.url, title, ...height(button.height) };
  return { type, title, payload: button.payload };
}

function height(chosen: PageHeight): Fields {
  return chosen === null ? {} : { webview_height_ratio: chosen };
}

/** The form of a stored message; `other` where the form would lose anything of it. */
export function fromJson(json: string): MessageForm {
  const other: MessageForm = { kind: 'other', json };
  const message: unknown = JSON.parse(json);
  const form = isFields(message) ? readMessage(message) : null;
  if (form === null) return other;
  return inOrder(JSON.parse(toJson(form))) === inOrder(message) ? form : other;
}

function readMessage(message: Fields): MessageForm | null {
  const { text, attachment } = message;
  if (typeof text === 'string') return { kind: 'text', text };
  if (!isFields(attachment) || !isFields(attachment['payload'])) return null;
  const { type, payload } = attachment;
  const media = MEDIA_TYPES.find((one) => one === type);
  if (media !== undefined) return { kind: 'media', type: media, url: textIn(payload, 'url') };
  switch (payload['template_type']) {
    case 'button':
      return { kind: 'button', text: textIn(payload, 'text'), buttons: listIn(payload, 'buttons').map(readButton) };
    case 'generic': {
      const ratio = payload['image_aspect_ratio'];
      const crop = ratio === 'square' || ratio === 'horizontal' ? ratio : null;
      return { kind: 'generic', crop, cards: listIn(payload, 'elements').map(readCard) };
    }
    default:
      return null;
  }
}

function readCard(element: Fields): CardForm {
  const action = isFields(element['default_action']) ? element['default_action'] : {};
  return {
    id: newId(),
    title: textIn(element, 'title'),
    subtitle: textIn(element, 'subtitle'),
    imageUrl: textIn(element, 'image_url'),
    tapUrl: textIn(action, 'url'),
    tapHeight: heightIn(action),
    buttons: listIn(element, 'buttons').map(readButton),
  };
}

function readButton(button: Fields): ButtonForm {
  const title = textIn(button, 'title');
  if (button['type'] === 'postback') {
    return { id: newId(), type: 'postback', title, payload: textIn(button, 'payload') };
  }
  return { id: newId(), type: 'web_url', title, url: textIn(button, 'url'), height: heightIn(button) };
}

function heightIn(fields: Fields): PageHeight {
  const ratio = fields['webview_height_ratio'];
  return ratio === 'compact' || ratio === 'tall' || ratio === 'full' ? ratio : null;
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item) => isFields(item)) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
