import type { PracticeLimits } from '#practice/rules/limits.ts';
import { buttonsFault, defaultActionFault } from './button-content.ts';
import {
  faultInList,
  firstFault,
  isObject,
  type JsonObject,
  linkFault,
  textFault,
  unknownKeys,
  wordFault,
} from './json-value.ts';

const ELEMENT_KEYS = new Set(['title', 'subtitle', 'image_url', 'default_action', 'buttons']);
const GENERIC_KEYS = new Set(['template_type', 'elements', 'image_aspect_ratio', 'sharable']);
const BUTTON_KEYS = new Set(['template_type', 'text', 'buttons', 'sharable']);
const MEDIA_KEYS = new Set(['template_type', 'elements', 'sharable']);

/** Checks the payload of a generic, button or media template (META-API 4.1); `null` when nothing is wrong. */
export function templateFault(payload: JsonObject, limits: PracticeLimits): string | null {
  const where = 'message.attachment.payload';
  const type = payload['template_type'];
  if (type === 'generic') return genericFault(payload, limits, where);
  if (type === 'button') return buttonTemplateFault(payload, limits, where);
  if (type === 'media') return mediaFault(payload, limits, where);
  if (type === 'notification_messages') {
    return `${where}.template_type notification_messages asks for a recipient id, not a notification token.`;
  }
  return wordFault(type, ['generic', 'button', 'media', 'notification_messages'], `${where}.template_type`);
}

function genericFault(payload: JsonObject, limits: PracticeLimits, where: string): string | null {
  const { elements, image_aspect_ratio: ratio } = payload;
  return firstFault(
    () => unknownKeys(payload, GENERIC_KEYS, where),
    () => countFault(elements, limits.genericElements, `${where}.elements`),
    () => (ratio === undefined ? null : wordFault(ratio, ['horizontal', 'square'], `${where}.image_aspect_ratio`)),
    () => elementsFault(elements, limits, `${where}.elements`),
  );
}

function elementsFault(elements: unknown, limits: PracticeLimits, where: string): string | null {
  if (!Array.isArray(elements)) return `${where} must be a list.`;
  return faultInList(elements, where, (element, place) => elementFault(element, limits, place));
}

function elementFault(element: JsonObject, limits: PracticeLimits, where: string): string | null {
  const given = (key: string, check: (value: unknown) => string | null) => () =>
    element[key] === undefined ? null : check(element[key]);
  return firstFault(
    () => unknownKeys(element, ELEMENT_KEYS, where),
    () => textFault(element['title'], limits.genericTextCharacters, `${where}.title`),
    () => (Object.keys(element).length > 1 ? null : `${where} needs at least one property besides the title.`),
    given('subtitle', (value) => textFault(value, limits.genericTextCharacters, `${where}.subtitle`)),
    given('image_url', (value) => linkFault(value, ['http', 'https'], `${where}.image_url`)),
    given('default_action', (value) =>
      isObject(value)
        ? defaultActionFault(value, `${where}.default_action`)
        : `${where}.default_action must be an object.`,
    ),
    given('buttons', (value) => buttonsFault(value, limits, `${where}.buttons`)),
  );
}

function buttonTemplateFault(payload: JsonObject, limits: PracticeLimits, where: string): string | null {
  return firstFault(
    () => unknownKeys(payload, BUTTON_KEYS, where),
    () => textFault(payload['text'], limits.buttonTemplateCharacters, `${where}.text`),
    () => buttonsFault(payload['buttons'], limits, `${where}.buttons`),
  );
}

function mediaFault(payload: JsonObject, limits: PracticeLimits, where: string): string | null {
  const { elements } = payload;
  return firstFault(
    () => unknownKeys(payload, MEDIA_KEYS, where),
    () => countFault(elements, 1, `${where}.elements`),
    () =>
      faultInList(Array.isArray(elements) ? elements : [], `${where}.elements`, (element, place) =>
        firstFault(
          () => wordFault(element['media_type'], ['image', 'video'], `${place}.media_type`),
          () => ('url' in element === 'attachment_id' in element ? `${place} needs url or attachment_id.` : null),
          () =>
            element['buttons'] === undefined ? null : buttonsFault(element['buttons'], limits, `${place}.buttons`),
        ),
      ),
  );
}

/** Sentence when a value is no list of 1 to `most` items. */
function countFault(value: unknown, most: number, where: string): string | null {
  if (!Array.isArray(value) || value.length === 0) return `${where} must be a list of at least one element.`;
  return value.length <= most ? null : `${where} has ${value.length} elements; at most ${most} are allowed.`;
}
