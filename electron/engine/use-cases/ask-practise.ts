import { askInputs } from '#shared/contract/asks.ts';
import { parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { addMs } from '#shared/time/instant.ts';
import { findCard } from './ask-cards.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/**
 * A person of a practice account does what a tester would do: writes, or taps the button of a card, so that the whole way can be tried
 * without waiting for simulated people. What follows comes as from anybody: by webhook, or by reading the list.
 */
export const practise = documentUseCase({
  input: askInputs.practise,
  audit: ({ account, act }) => ({ subject: account, detail: { act } }),
  run: async ({ account: name, person, act, card }, { parts, services }): Promise<{ person: string }> => {
    const account = await findAccount(parts, name);
    if (!account.isPractice) throw refuse('practiceOnly', {}, { where: 'account' });
    const at = parts.ports.clock.now();
    const window = ruleMs(rulePackOf(account, parts.rulePacks), 'standardWindow');
    const found = await parts.store.read('ask.practisingPerson', {
      accountId: account.id,
      recipientId: person === null ? null : (parsePublicId('person', person) as RecipientId), // names a person, if there is one
      before: addMs(at, -window),
    });
    if (found === null) throw refuse('practiceNobody', {}, { where: 'person' });
    const title = card === null ? null : (titlesOf((await findCard(parts, card)).card)[0]?.title ?? null);
    const action = act === 'write' ? 'message' : 'accept';
    await services.practiceAct({ apiBase: account.apiBase, person: found.recipient, action, topic: title });
    // The platform's webhook says the same where it is heard; a platform of another program posts none here.
    if (act === 'write') {
      await parts.store.write('ask.noteInbound', { recipientId: found.recipientId, at, openedBy: 'message' });
    }
    services.changed();
    return { person: toPublicId('person', found.recipientId) };
  },
});
