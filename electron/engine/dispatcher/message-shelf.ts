import { createHash } from 'node:crypto';
import type { ReadyCampaign } from '#engine/store/operations/claims.ts';
import type { Store } from '#engine/store/store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** The exact bytes of a campaign's message, held against the hash that was approved (RELIABILITY S-44). */
export type ShelvedMessage =
  | { readonly kind: 'ready'; readonly messageJson: string }
  /** The message is not the one that was approved; nothing of the campaign may leave. */
  | { readonly kind: 'changed' };

/**
 * The messages of the campaigns an account is sending, read once each and kept while the hash stays the same: a message is frozen
 * at launch, so thousands of deliveries share one text.
 */
export class MessageShelf {
  readonly #store: Store;
  readonly #byId = new Map<CampaignId, { readonly hash: string; readonly message: ShelvedMessage }>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The message of a campaign, read from the database the first time and when its hash changed. */
  async fetch(campaign: ReadyCampaign): Promise<ShelvedMessage> {
    const known = this.#byId.get(campaign.id);
    if (known !== undefined && known.hash === campaign.messageHash) return known.message;
    const row = await this.#store.read('claim.message', { id: campaign.id });
    const message: ShelvedMessage =
      row !== null && sha256(row.messageJson) === campaign.messageHash
        ? { kind: 'ready', messageJson: row.messageJson }
        : { kind: 'changed' };
    this.#byId.set(campaign.id, { hash: campaign.messageHash, message });
    return message;
  }

  /**
   * The texts as they are now, for one claim: they stay, whatever is forgotten while it runs.
   *
   * The function throws a `BugError` for a campaign whose message was not fetched, which is never claimed.
   */
  snapshot(): (id: CampaignId) => string {
    const texts = new Map([...this.#byId].map(([id, { message }]) => [id, message]));
    return (id) => {
      const message = texts.get(id);
      if (message?.kind !== 'ready') throw new BugError(`Campaign ${id} was claimed without its message.`);
      return message.messageJson;
    };
  }

  /** Forgets campaigns that are over. */
  keepOnly(ids: ReadonlySet<CampaignId>): void {
    for (const id of this.#byId.keys()) if (!ids.has(id)) this.#byId.delete(id);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
