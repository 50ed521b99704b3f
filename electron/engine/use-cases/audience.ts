import type { EngineParts } from '#engine/engine-parts.ts';
import type { Campaign } from '#shared/domain/campaign.ts';

/** Whom a campaign names. */
export interface Audience {
  /** Topics reached; empty = all topics, which is said on screen (DESIGN 4, Relevance). */
  readonly topics: readonly string[];
  /** Those of them that no permission of the account has, most likely misspelt. */
  readonly unknownTopics: readonly string[];
}

/** Looks up whether anybody holds the topics a campaign names. */
export async function audienceOf(
  { store, ports }: Pick<EngineParts, 'store' | 'ports'>,
  { accountId, topics }: Pick<Campaign, 'accountId' | 'topics'>,
): Promise<Audience> {
  const now = ports.clock.now();
  const unknownTopics: string[] = [];
  for (const topic of topics) {
    const filter = { accountId, topic, status: null, zone: null, search: null };
    const { rows } = await store.read('token.page', { filter, after: null, limit: 1, now }, { lane: 'bulk' });
    if (rows.length === 0) unknownTopics.push(topic);
  }
  return { topics, unknownTopics };
}

/** One sentence that names unknown topics; `null` when there are none. */
export function unknownTopicsSentence({ unknownTopics }: Audience): string | null {
  if (unknownTopics.length === 0) return null;
  const names = unknownTopics.map((topic) => `"${topic}"`).join(', ');
  return unknownTopics.length === 1
    ? `Nobody here has the topic ${names}.`
    : `Nobody here has any of the topics ${names}.`;
}
