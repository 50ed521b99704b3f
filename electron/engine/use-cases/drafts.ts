import { z } from 'zod';
import { hereZone } from '#engine/screens/moments.ts';
import type { DraftHistory } from '#engine/store/operations/drafts-history.ts';
import type { StoredDraft } from '#engine/store/operations/drafts-rows.ts';
import { EMPTY_MESSAGE } from '#engine/store/operations/drafts-versions.ts';
import { type UndoShelf, undoShelf } from '#engine/undo-shelf.ts';
import { draftContentSchema } from '#shared/contract/message-draft.ts';
import type { MessageDraft, SaveOutcome } from '#shared/contract/messages.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { addDays } from '#shared/time/local-date.ts';
import { dateOf } from '#shared/time/local-date-time.ts';
import { contentOf, draftDocument, textOfContent } from './draft-documents.ts';
import { findAccount } from './find-account.ts';
import { campaignIdOf } from './find-campaign.ts';
import { settingsOf } from './settings.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

const named = z.strictObject({ campaign: z.string() });
const { name } = draftContentSchema.shape;

/** Time of day a new message starts with: when shops open (Sundial's choice). */
const FIRST_TIME = '10:00';

/** Begins an empty draft: tomorrow at ten for each person, with the policies from the settings. */
export const createDraft = documentUseCase({
  input: z.strictObject({ account: z.string().nullable(), name }),
  audit: (_input, output: { readonly campaign: string }) => ({ subject: output.campaign, detail: null }),
  run: async (input, context) => {
    const account = await findAccount(context.parts, input.account);
    const { policies } = await settingsOf(context);
    const time = { kind: 'local', date: await tomorrow(context), time: FIRST_TIME } as const;
    return insert(context, {
      accountId: account.id,
      name: input.name,
      topics: [],
      messageJson: EMPTY_MESSAGE,
      schedule: { ...policies, time, zone: 'recipient' },
      answeredBy: null,
    });
  },
});

/** Drafts that were deleted a moment ago, with what they had behind them. */
const REMOVED: UndoShelf<DraftHistory> = undoShelf();

/** Adds a draft with the content it had before it was deleted, and its earlier texts while they are still at hand. */
export const putBackDraft = documentUseCase({
  input: z.strictObject({ content: draftContentSchema, removed: z.string().nullable().optional() }),
  audit: (_input, output: { readonly campaign: string }) => ({ subject: output.campaign, detail: null }),
  run: async (input, context) => {
    const { store } = context.parts;
    const text = await textOfContent(input.content, context);
    const history = typeof input.removed === 'string' ? REMOVED.take(store, input.removed) : null;
    if (history === null) return insert(context, text);
    try {
      return { campaign: toPublicId('campaign', await store.write('draft.putBack', { text, history })) };
    } catch (error) {
      // Nothing was put back, so that the next try has the earlier texts as well.
      if (typeof input.removed === 'string') REMOVED.keep(store, input.removed, history);
      throw error;
    }
  },
});

/** Adds a draft that says the same as another message, whatever became of that one. */
export const duplicateDraft = documentUseCase({
  input: named.extend({ name }),
  audit: (input, output: { readonly campaign: string }) => ({ subject: output.campaign, detail: input.campaign }),
  run: async (input, context) => {
    const { campaign, answeredBy } = await needDraft(input.campaign, context);
    const schedule = await stillAhead(campaign.schedule, context);
    return insert(context, { ...campaign, schedule, name: input.name, answeredBy });
  },
});

/** A message with everything a person wrote about it. */
export const readDraft = documentUseCase({
  input: named,
  run: async (input, context): Promise<MessageDraft> =>
    draftDocument(await needDraft(input.campaign, context), context),
});

/** Saves a draft as a whole, unless somebody else did since its writer read it. */
export const saveDraft = documentUseCase({
  input: named.extend({
    version: z.int().min(0),
    content: draftContentSchema,
    keepReplaced: z.boolean().optional(),
  }),
  run: async (input, context): Promise<SaveOutcome> => {
    const text = await textOfContent(input.content, context);
    const at = context.parts.ports.clock.now();
    const id = campaignIdOf(input.campaign);
    const args = { id, version: input.version, text, at, mustKeep: input.keepReplaced ?? false };
    return outcomeOf(await context.parts.store.write('draft.save', args), context);
  },
});

/** Deletes a draft and hands over what stood in it, and how to have its earlier texts back. */
export const removeDraft = documentUseCase({
  input: named,
  audit: (input) => ({ subject: input.campaign, detail: null }),
  run: async (input, { parts: { store, ports } }) => {
    const { text, history } = await store.write('draft.remove', { id: campaignIdOf(input.campaign) });
    const removed = ports.random.hex(8);
    REMOVED.keep(store, removed, history);
    return { content: contentOf(text), removed };
  },
});

/** Puts an earlier text of a draft back; the present one is kept as an earlier text. */
export const restoreDraft = documentUseCase({
  input: named.extend({ version: z.int().min(0), restore: z.int().min(0) }),
  audit: (input) => ({ subject: input.campaign, detail: null }),
  run: async (input, context): Promise<SaveOutcome> => {
    const { store, ports } = context.parts;
    const id = campaignIdOf(input.campaign);
    const kept = await store.read('draft.version', { id, version: input.restore });
    if (kept === null) {
      throw refuse('draftVersionGone', { campaign: input.campaign }, { where: 'version' });
    }
    const args = { id, version: input.version, text: kept.text, at: ports.clock.now(), mustKeep: true };
    return outcomeOf(await store.write('draft.save', args), context);
  },
});

async function needDraft(text: string, { parts }: UseCaseContext): Promise<StoredDraft> {
  const draft = await parts.store.read('draft.read', { id: campaignIdOf(text) });
  if (draft !== null) return draft;
  throw refuse('campaignUnknown', { campaign: text }, { where: 'campaign' });
}

async function outcomeOf(
  saved: { readonly kind: 'saved' | 'stale'; readonly draft: StoredDraft },
  context: UseCaseContext,
): Promise<SaveOutcome> {
  const draft = await draftDocument(saved.draft, context);
  return saved.kind === 'saved' ? { kind: 'saved', draft } : { kind: 'refused', code: 'wrongState', draft };
}

async function insert(
  { parts }: UseCaseContext,
  text: Parameters<typeof contentOf>[0],
): Promise<{ readonly campaign: string }> {
  const { accountId, name: called, topics, messageJson, schedule, answeredBy } = text;
  const stored = { accountId, name: called, topics, messageJson, schedule, answeredBy };
  const id = await parts.store.write('draft.insert', { text: stored, at: parts.ports.clock.now() });
  return { campaign: toPublicId('campaign', id) };
}

/** The day after today where the screen's reader is. */
async function tomorrow(context: UseCaseContext): Promise<string> {
  const { zones, ports } = context.parts;
  return addDays(dateOf(zones.localAt(await hereZone(context), ports.clock.now())), 1);
}

/** The same schedule; a date that is over becomes tomorrow, an instant that is over the same time tomorrow. */
async function stillAhead(schedule: CampaignSchedule, context: UseCaseContext): Promise<CampaignSchedule> {
  const { time } = schedule;
  const next = await tomorrow(context);
  if (time.kind === 'local') return { ...schedule, time: { ...time, date: time.date < next ? next : time.date } };
  if (time.kind === 'now' || time.at > context.parts.ports.clock.now()) return schedule;
  const zone = await hereZone(context);
  const timeOfDay = context.parts.zones.localAt(zone, time.at).slice(11, 16);
  return { ...schedule, zone, time: { kind: 'local', date: next, time: timeOfDay } };
}
