import type { Platform } from '#shared/domain/account.ts';
import {
  asFields,
  type Check,
  type ContentProblem,
  fields,
  listUpTo,
  oneOf,
  problem,
  textUpTo,
  webAddress,
} from './message-content-check.ts';
import { CONTENT_LIMITS } from './message-content-limits.ts';
import { mediaPayload, templatePayload } from './message-content-templates.ts';

/** What a message is for: the second and third follow-up have a limit of their own (META-API 6), and an opt-in card is no campaign. */
export type MessagePurpose = 'campaign' | 'firstFollowUp' | 'laterFollowUp' | 'optInRequest';

/** Where the message goes and what for. */
export interface MessageContext {
  readonly platform: Platform;
  readonly purpose: MessagePurpose;
  /** How the place is called in paths; `message` when not given. */
  readonly path?: string;
}

/**
 * Everything about a Send API message object that the platform would refuse, all at once and in reading order; an empty list means
 * that nothing is known against it (META-API 4.1; issue 2, Bad input). The object itself is never changed: what is previewed is
 * what is sent (RELIABILITY S-44).
 */
export function messageProblems(message: unknown, context: MessageContext): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report = (found: ContentProblem): void => void problems.push(found);
  const path = context.path ?? 'message';
  messageFields(context)(message, path, report);
  const given = asFields(message);
  if (given !== null) {
    checkParts(given, path, report);
    checkPurpose(given, path, context.purpose, report);
  }
  return problems;
}

function messageFields({ platform, purpose }: MessageContext): Check {
  const isInstagram = platform === 'instagram';
  const text = isInstagram ? CONTENT_LIMITS.instagramText : CONTENT_LIMITS.messengerText;
  const images = isInstagram ? CONTENT_LIMITS.instagramImages : CONTENT_LIMITS.messengerImages;
  return fields({
    text: { check: textUpTo(purpose === 'laterFollowUp' ? CONTENT_LIMITS.followUpText : text) },
    attachment: { check: attachment },
    attachments: { check: listUpTo(images, 1, imageAttachment, 'images') },
    quick_replies: { check: listUpTo(CONTENT_LIMITS.quickReplies, 1, quickReply, 'quick replies') },
    metadata: { check: textUpTo(CONTENT_LIMITS.metadata) },
  });
}

const MEDIA = ['image', 'video', 'audio', 'file'] as const;

const attachment: Check = (value, path, report) => {
  const type = asFields(value)?.['type'];
  const payload = type === 'template' ? templatePayload : mediaPayload;
  fields({
    type: { check: oneOf(['template', ...MEDIA]), isRequired: true },
    payload: { check: payload, isRequired: true },
  })(value, path, report);
};

const imageAttachment = fields({
  type: { check: oneOf(['image']), isRequired: true },
  payload: { check: mediaPayload, isRequired: true },
});

const quickReplyFields = fields({
  content_type: { check: oneOf(['text', 'user_phone_number', 'user_email']), isRequired: true },
  title: { check: textUpTo(CONTENT_LIMITS.quickReplyTitle) },
  payload: { check: textUpTo(CONTENT_LIMITS.payload) },
  image_url: { check: webAddress(false) },
});

const quickReply: Check = (value, path, report) => {
  quickReplyFields(value, path, report);
  const given = asFields(value);
  if (given?.['content_type'] !== 'text') return;
  for (const name of ['title', 'payload']) {
    if (given[name] === undefined) {
      report(problem('required', `${path}.${name}`, undefined, null, 'is missing; a text reply needs one.'));
    }
  }
};

const BODIES = ['text', 'attachment', 'attachments'] as const;

type Given = Readonly<Record<string, unknown>>;

/** A message is a text or an attachment, never both and never neither. */
function checkParts(given: Given, path: string, report: (found: ContentProblem) => void): void {
  const present = BODIES.filter((name) => given[name] !== undefined);
  if (present.length === 0) {
    report(problem('required', path, given, null, 'has neither text nor attachment; one of them is needed.'));
  }
  if (present.length > 1) {
    report(problem('conflict', path, given, null, `has ${present.join(' and ')}; only one of them is allowed.`));
  }
}

function checkPurpose(
  given: Given,
  path: string,
  purpose: MessagePurpose,
  report: (found: ContentProblem) => void,
): void {
  const payload = asFields(asFields(given['attachment'])?.['payload']);
  const isCard = payload?.['template_type'] === 'notification_messages';
  const place = `${path}.attachment.payload.template_type`;
  if (isCard && purpose !== 'optInRequest') {
    const sentence = 'is a card that asks for permission; it goes out as an opt-in request, not as this message.';
    report(problem('notAllowed', place, 'notification_messages', 'generic, button, media', sentence));
  }
  if (!isCard && purpose === 'optInRequest') {
    report(
      problem(
        'notAllowed',
        place,
        payload?.['template_type'],
        'notification_messages',
        'must be notification_messages.',
      ),
    );
  }
  if ((purpose === 'firstFollowUp' || purpose === 'laterFollowUp') && given['attachment'] !== undefined) {
    report(
      problem(
        'notAllowed',
        `${path}.attachment`,
        given['attachment'],
        'text',
        'is not allowed: follow-ups are text only.',
      ),
    );
  }
}
