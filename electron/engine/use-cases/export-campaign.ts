import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { DeliveryLine } from '#engine/store/operations/campaigns-deliveries.ts';
import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { REASON_CATALOGUE } from '#shared/rules/reason-catalogue.ts';
import { citeToldWait, toldWait } from '#shared/rules/told-wait.ts';
import { toIso } from '#shared/time/instant.ts';
import { findCampaign } from './find-campaign.ts';
import { rowsUseCase } from './use-case.ts';

/** Rows fetched at once (Sundial's choice). */
const PAGE_ROWS = 1_000;

/** One message of a campaign with its outcome. Instants are ISO 8601 UTC. */
export interface ExportedMessage {
  readonly recipient: string;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly local: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly dueAt: string | null;
  readonly finishedAt: string | null;
  readonly earliestAt: string | null;
  readonly messageId: string | null;
  readonly attempts: number;
  /** In full only when asked for, else its first and last four characters (RELIABILITY S-47). */
  readonly token: string;
}

/** Every message of a campaign, in the order they were due. */
export const exportCampaign = rowsUseCase({
  input: z.strictObject({ campaign: z.string(), withTokens: z.boolean() }),
  audit: (input) => ({ subject: input.campaign, detail: { withTokens: input.withTokens } }),
  rows: async function* (input, { parts }): AsyncGenerator<ExportedMessage> {
    const { id } = await findCampaign(parts, input.campaign);
    for await (const line of linesOf(parts, id)) yield toRow(line, input.withTokens);
  },
});

async function* linesOf({ store }: EngineParts, campaignId: CampaignId): AsyncGenerator<DeliveryLine> {
  let after: DeliveryId | null = null;
  for (;;) {
    const lines: readonly DeliveryLine[] = await store.read(
      'campaign.deliveries',
      { campaignId, after, limit: PAGE_ROWS },
      { lane: 'bulk' },
    );
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined || lines.length < PAGE_ROWS) return;
    after = last.id;
  }
}

function toRow(line: DeliveryLine, withTokens: boolean): ExportedMessage {
  return {
    recipient: line.recipient,
    name: line.name,
    topic: line.topic,
    zone: line.zone,
    local: line.local,
    state: line.state,
    reason: line.reason,
    sentence: sentenceOf(line),
    dueAt: toIso(line.dueAt),
    finishedAt: toIso(line.finalizedAt),
    earliestAt: toIso(line.earliestAt),
    messageId: line.messageId,
    attempts: line.attempts,
    token: withTokens ? line.token : `${line.token.slice(0, 4)}…${line.token.slice(-4)}`,
  };
}

/** Where a wait lasts for the platform's own time, that is what is said; `earliestAt` stands beside it. */
function sentenceOf(line: DeliveryLine): string | null {
  if (line.reason === null) return null;
  const told = toldWait(line);
  return told === null ? REASON_CATALOGUE[line.reason].sentence : citeToldWait(told, null).sentence;
}
