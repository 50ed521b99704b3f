import type { Store } from '#engine/store/store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { SentSample } from '#shared/rules/finish-estimate.ts';

/** Samples kept of a campaign: some half minute of a screen that looks twice a second. */
const KEPT = 64;

const seen = new WeakMap<Store, Map<CampaignId, readonly SentSample[]>>();

/** Notes how many messages were accepted by an instant, and gives what was noted lately, oldest first. */
export function noteSent(store: Store, id: CampaignId, sample: SentSample): readonly SentSample[] {
  const campaigns = seen.get(store) ?? new Map<CampaignId, readonly SentSample[]>();
  seen.set(store, campaigns);
  const before = campaigns.get(id) ?? [];
  const last = before.at(-1);
  const samples = last !== undefined && sample.at <= last.at ? before : [...before, sample].slice(-KEPT);
  campaigns.set(id, samples);
  return samples;
}
