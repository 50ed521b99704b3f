import { readFileSync } from 'node:fs';
import type { CommandAction } from '#cli/command.ts';
import { absolutePath, argument, textOption } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { readAppSecret } from '#cli/read-secret.ts';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { isSignedBy } from '#engine/webhooks/signature.ts';
import { DomainError } from '#shared/domain/errors.ts';

/** `webhook verify FILE`: whether a body that a relay stored is signed by the app, and what it tells; nothing is taken in. */
export const webhookVerify: CommandAction = async (invocation) => {
  const path = absolutePath(invocation, argument(invocation, 0));
  const raw = readBody(path);
  const signature = textOption(invocation, 'signature');
  const isSigned = signature === null ? null : isSignedBy(await readAppSecret(invocation), raw, signature);
  const read = readHappenings(parseJsonText(new TextDecoder().decode(raw)));
  const kinds = Map.groupBy(read?.happenings ?? [], (one) => (one.kind === 'permission' ? one.event.kind : one.kind));
  const answer = {
    signed: isSigned,
    isWebhook: read !== null,
    events: Object.fromEntries([...kinds].map(([kind, group]) => [kind, group.length])),
    aside: read?.aside ?? 0,
    unreadable: read?.unreadable ?? 0,
  };
  await printDocument(invocation, answer, ({ signed, isWebhook, events, aside, unreadable }) =>
    [
      signed === null
        ? 'No signature was given to check.'
        : signed
          ? "The signature is the app's own."
          : "The signature is NOT the app's.",
      isWebhook
        ? `It holds: ${
            Object.entries(events)
              .map(([kind, n]) => `${n} ${kind}`)
              .join(', ') || 'no event of ours'
          }.`
        : 'It is no webhook body.',
      `${aside} entries are none of our business, ${unreadable} cannot be read.`,
    ].join('\n'),
  );
  if (isSigned === false) {
    throw new DomainError('invalidInput', 'The signature does not fit the body and the app secret.', path);
  }
};

function readBody(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new DomainError('fileRefused', `"${path}" cannot be read.`, path, error);
  }
}
