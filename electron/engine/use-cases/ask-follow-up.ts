import { askInputs } from '#shared/contract/asks.ts';
import { parsePublicId, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { followUpProblems } from './ask-cards.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/** Follow-ups written on the spot (issue 4): they go at once, or not at all when the two minutes are over. */
export const sendFollowUps = documentUseCase({
  input: askInputs.followUp,
  audit: ({ permission }, { planned }: { readonly planned: number }) => ({ subject: permission, detail: { planned } }),
  run: async ({ permission, texts }, context) => {
    const { store, ports } = context.parts;
    const tokenId = parsePublicId('permission', permission) as TokenId; // a number that names a permission, if there is one
    const yes = await store.read('followUp.yes', { tokenId });
    if (yes === null) {
      throw refuse('noYes', { permission }, { where: 'permission' });
    }
    const account = await findAccount(context.parts, toPublicId('account', yes.accountId));
    const rules = rulePackOf(account, context.parts.rulePacks);
    const known = await store.read('followUp.known', { tokenId, optedInAt: yes.optedInAt, rules });
    const [fault] = texts.flatMap((text, index) => followUpProblems(text, known + index, account));
    if (fault !== undefined) throw refuseContent(fault);
    const planned = await store.write('followUp.plan', {
      ...yes,
      tokenId,
      at: ports.clock.now(),
      rules,
      messages: texts.map((text) => JSON.stringify({ text })),
    });
    context.services.changed();
    if (planned > 0) return { planned };
    throw refuse('followUpTooLate', {}, { where: 'permission' });
  },
});
