import { buttonList, defaultAction } from './message-content-buttons.ts';
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

const ASPECT_RATIOS = ['horizontal', 'square'] as const;

const genericElement: Check = (value, path, report) => {
  genericElementFields(value, path, report);
  const given = asFields(value);
  if (given !== null && Object.keys(given).every((name) => name === 'title')) {
    report(problem('required', path, value, null, 'needs at least one field besides title (META-API 4.1, GEN).'));
  }
};
const genericElementFields = fields({
  title: { check: textUpTo(CONTENT_LIMITS.genericTitle), isRequired: true },
  subtitle: { check: textUpTo(CONTENT_LIMITS.genericSubtitle) },
  image_url: { check: webAddress(false) },
  default_action: { check: defaultAction },
  buttons: { check: buttonList },
});

const attachmentId: Check = (value, path, report) => {
  if (typeof value === 'string' ? value !== '' : Number.isInteger(value)) return;
  report(problem('wrongType', path, value, 'an id', 'must be an id.'));
};

const mediaElement = fields({
  media_type: { check: oneOf(['image', 'video']), isRequired: true },
  url: { check: webAddress(false) },
  attachment_id: { check: attachmentId },
  buttons: { check: buttonList },
});

const templateType = (name: string) => ({ check: oneOf([name]), isRequired: true });

/** The opt-in card (META-API 1.1): what asks a person for permission. */
const CTA_TEXTS = ['ALLOW', 'GET', 'GET_UPDATES', 'OPT_IN', 'SIGN_UP'] as const;
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;
const REOPTIN = ['ENABLED', 'DISABLED'] as const;
const cardTitle = textUpTo(CONTENT_LIMITS.optInTitle);
const cardPayload = { check: textUpTo(CONTENT_LIMITS.payload), isRequired: true };

const cardElement = fields({
  payload: cardPayload,
  title: { check: cardTitle },
  image_url: { check: webAddress(false) },
  notification_messages_frequency: { check: oneOf(FREQUENCIES) },
  notification_messages_reoptin: { check: oneOf(REOPTIN) },
});

const optInFields = fields({
  template_type: templateType('notification_messages'),
  payload: cardPayload,
  title: { check: cardTitle },
  image_url: { check: webAddress(false) },
  image_aspect_ratio: { check: oneOf(['HORIZONTAL', 'SQUARE']) },
  notification_messages_cta_text: { check: oneOf(CTA_TEXTS) },
  notification_messages_timezone: { check: textUpTo(CONTENT_LIMITS.payload) },
  notification_messages_frequency: { check: oneOf(FREQUENCIES) },
  notification_messages_reoptin: { check: oneOf(REOPTIN) },
  elements: { check: listUpTo(CONTENT_LIMITS.optInElements, 1, cardElement, 'elements') },
});

const optInCard: Check = (value, path, report) => {
  optInFields(value, path, report);
  const given = asFields(value);
  if (given?.['elements'] !== undefined && given['title'] === undefined) {
    report(
      problem(
        'required',
        `${path}.title`,
        undefined,
        null,
        'is missing; a card with elements needs one (META-API 1.1).',
      ),
    );
  }
};

const TEMPLATES: Readonly<Record<string, Check>> = {
  generic: fields({
    template_type: templateType('generic'),
    image_aspect_ratio: { check: oneOf(ASPECT_RATIOS) },
    sharable: { check: truthValue },
    elements: {
      check: listUpTo(CONTENT_LIMITS.genericElements, 1, genericElement, 'elements'),
      isRequired: true,
    },
  }),
  button: fields({
    template_type: templateType('button'),
    text: { check: textUpTo(CONTENT_LIMITS.buttonTemplateText), isRequired: true },
    buttons: { check: buttonList, isRequired: true },
    sharable: { check: truthValue },
  }),
  media: fields({
    template_type: templateType('media'),
    elements: { check: listUpTo(CONTENT_LIMITS.mediaElements, 1, mediaElement, 'elements'), isRequired: true },
    sharable: { check: truthValue },
  }),
  notification_messages: optInCard,
};

/** The payload of a template attachment, by its type. */
export const templatePayload: Check = (value, path, report) => {
  const given = asFields(value);
  if (given === null) return report(problem('wrongType', path, value, 'an object', 'must be an object.'));
  const type = given['template_type'];
  const check = typeof type === 'string' && Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
  if (check !== undefined) return check(value, path, report);
  if (type === undefined) return report(problem('required', `${path}.template_type`, undefined, null, 'is missing.'));
  oneOf(Object.keys(TEMPLATES))(type, `${path}.template_type`, report);
};

/** The payload of an image, video, audio or file: an address or an uploaded file's id, not both. */
export const mediaPayload: Check = (value, path, report) => {
  mediaFields(value, path, report);
  const given = asFields(value);
  if (given === null) return;
  const sources = ['url', 'attachment_id'].filter((name) => given[name] !== undefined).length;
  if (sources === 0) report(problem('required', `${path}.url`, undefined, null, 'is missing.'));
  if (sources === 2) report(problem('conflict', path, value, null, 'has both url and attachment_id; one is allowed.'));
};
const mediaFields = fields({
  url: { check: webAddress(false) },
  attachment_id: { check: attachmentId },
  is_reusable: { check: truthValue },
});
