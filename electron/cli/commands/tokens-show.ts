import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument, textOption } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { printable } from '#cli/table.ts';
import { createTimeTeller, type TimeTeller } from '#cli/times.ts';
import { MESSAGE_WORDS, PERMISSION_WORDS } from '#cli/words.ts';
import type { TokenDocument } from '#engine/use-cases/tokens.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

const CONSENT: Readonly<Record<string, string>> = {
  optIn: 'said yes',
  stop: 'said stop',
  resume: 'said yes again',
  refresh: 'permission renewed',
  importUndone: 'the list it came with was taken back',
  suppress: 'you chose never to message this person again',
  unsuppress: 'you took that back',
};

/** `tokens show` (DESIGN 10). */
export const tokensShow: CommandAction = async (invocation) => {
  const input = { token: argument(invocation, 0), account: textOption(invocation, 'account') };
  const document = await callForDocument<TokenDocument>(invocation, { name: 'token.show', input, store: 'inPlace' });
  await printDocument(invocation, document, (token) => tokenText(token, createTimeTeller(invocation)));
};

function tokenText(token: TokenDocument, teller: TimeTeller): string {
  const { name, recipient, topic, zone, status, nextEligibleAt, lastAcceptedAt, consent, messages } = token;
  return [
    `${printable(name ?? `The person with the Meta id ${recipient}`)}, topic "${printable(topic ?? 'not known')}", time zone ${printable(zone ?? 'not known')}.`,
    `May be messaged: ${PERMISSION_WORDS[status]}.`,
    ...(lastAcceptedAt === null ? [] : [`Last message accepted on ${teller.here(lastAcceptedAt)}.`]),
    ...(nextEligibleAt === null ? [] : [`Can get the next one from ${teller.from(nextEligibleAt, 'now on')}.`]),
    ...(consent.length === 0 ? [] : ['Consent:']),
    ...consent.map(
      ({ at, kind, wording }) =>
        `  ${teller.here(at)}: ${CONSENT[kind] ?? kind}${wording === null ? '' : `, "${printable(wording)}"`}`,
    ),
    ...(messages.length === 0 ? [] : ['Messages:']),
    ...messages.map(
      ({ campaign, state, reason, dueAt }) =>
        `  ${campaign ?? 'not of a campaign'}, ${teller.here(dueAt)}: ${MESSAGE_WORDS[state]}${reason === null ? '' : ` (${REASON_WORDS[reason]})`}`,
    ),
  ].join('\n');
}
