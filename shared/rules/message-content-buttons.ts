import {
  asFields,
  type Check,
  fields,
  listUpTo,
  oneOf,
  problem,
  textUpTo,
  truthValue,
  webAddress,
} from './message-content-check.ts';
import { CONTENT_LIMITS } from './message-content-limits.ts';

const HEIGHTS = ['compact', 'tall', 'full'] as const;

const link = {
  type: { check: oneOf(['web_url']), isRequired: true },
  url: { check: webAddress(true), isRequired: true },
  webview_height_ratio: { check: oneOf(HEIGHTS) },
  messenger_extensions: { check: truthValue },
  fallback_url: { check: webAddress(true) },
  webview_share_button: { check: oneOf(['hide']) },
};
const type = { check: oneOf(['web_url', 'postback', 'phone_number']), isRequired: true };
const title = { check: textUpTo(CONTENT_LIMITS.buttonTitle), isRequired: true };
const payload = { check: textUpTo(CONTENT_LIMITS.payload), isRequired: true };

const phoneNumber: Check = (value, path, report) => {
  if (typeof value === 'string' && /^\+\d{5,15}$/.test(value)) return;
  report(problem('notAllowed', path, value, '+ and digits', 'must be a phone number like +391234567890.'));
};

/** Fields of a button by its type; without a known type only the type is looked at. */
const BUTTONS: Readonly<Record<string, Check>> = {
  web_url: fields({ ...link, title }),
  postback: fields({ type, title, payload }),
  phone_number: fields({ type, title, payload: { check: phoneNumber, isRequired: true } }),
};

const button: Check = (value, path, report) => {
  const given = asFields(value)?.['type'];
  const check = typeof given === 'string' && Object.hasOwn(BUTTONS, given) ? BUTTONS[given] : undefined;
  if (check !== undefined) check(value, path, report);
  else if (asFields(value) === null) report(problem('wrongType', path, value, 'an object', 'must be an object.'));
  else type.check(given, `${path}.type`, report);
};

/** One to three buttons of one card: links, postbacks or phone numbers (META-API 4.1). */
export const buttonList: Check = listUpTo(CONTENT_LIMITS.buttons, 1, button, 'buttons');

/** What a tap on the card itself opens: a link button without a title (META-API 4.1, GEN). */
export const defaultAction: Check = fields(link);
