import type { PracticeLimits } from '#practice/rules/limits.ts';
import { faultInList, firstFault, type JsonObject, linkFault, textFault, wordFault } from './json-value.ts';

const HEIGHTS = ['compact', 'tall', 'full'];
const WEB = ['http', 'https'];

/** Kinds of button; the last ones exist on the platform and are taken without a closer look. */
const BUTTON_TYPES = ['web_url', 'postback', 'phone_number', 'account_link', 'account_unlink', 'game_play'];

/** Checks a list of buttons (META-API 4.1: at most 3, titles of 20, payloads of 1,000); `null` when nothing is wrong. */
export function buttonsFault(value: unknown, limits: PracticeLimits, where: string): string | null {
  if (!Array.isArray(value) || value.length === 0) return `${where} must be a list of at least one button.`;
  if (value.length > limits.buttons) {
    return `${where} has ${value.length} buttons; at most ${limits.buttons} are allowed.`;
  }
  return faultInList(value, where, (button, place) => buttonFault(button, limits, place));
}

function buttonFault(button: JsonObject, limits: PracticeLimits, where: string): string | null {
  const type = button['type'];
  const titled = type !== 'account_link' && type !== 'account_unlink';
  return firstFault(
    () => wordFault(type, BUTTON_TYPES, `${where}.type`),
    () => (titled ? textFault(button['title'], limits.buttonTitleCharacters, `${where}.title`) : null),
    () => (type === 'web_url' ? webLinkFault(button, where) : null),
    () => (type === 'account_link' ? linkFault(button['url'], ['https'], `${where}.url`) : null),
    () => (type === 'postback' ? textFault(button['payload'], limits.payloadCharacters, `${where}.payload`) : null),
    () => (type === 'phone_number' ? textFault(button['payload'], limits.payloadCharacters, `${where}.payload`) : null),
  );
}

/** Checks what opens when an element is tapped: a web link without a title (META-API 4.1, `default_action`). */
export function defaultActionFault(action: JsonObject, where: string): string | null {
  return firstFault(
    () => wordFault(action['type'], ['web_url'], `${where}.type`),
    () => ('title' in action ? `${where} takes no title.` : null),
    () => webLinkFault(action, where),
  );
}

/** A web link; `https` only where the page opens with `messenger_extensions` (META-API 4.1). */
function webLinkFault(link: JsonObject, where: string): string | null {
  const height = link['webview_height_ratio'];
  return firstFault(
    () => linkFault(link['url'], link['messenger_extensions'] === true ? ['https'] : WEB, `${where}.url`),
    () => (height === undefined ? null : wordFault(height, HEIGHTS, `${where}.webview_height_ratio`)),
  );
}
