import type { CampaignSlots } from '#engine/store/operations/calendar.ts';
import type { Meeting } from '#shared/contract/calendar.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** A campaign and the stretch of time in which it leaves. */
export interface Span {
  readonly planned: CampaignSlots;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Pairs that want the same people within a day: whoever got the one has to wait for the other (DESIGN 4, One per day). */
export function meetingsOf(spans: readonly Span[]): readonly Meeting[] {
  return spans.flatMap((one, index) =>
    spans
      .slice(index + 1)
      .filter((other) => doMeet(one, other))
      .map((other) => meetingOf(one, other)),
  );
}

function doMeet(one: Span, other: Span): boolean {
  const [a, b] = [one.planned.campaign, other.planned.campaign];
  if (a.accountId !== b.accountId || a.state === 'cancelled' || b.state === 'cancelled') return false;
  const isFarAway = one.from - other.until >= DAY || other.from - one.until >= DAY;
  return !isFarAway && shareTopic(a.topics, b.topics);
}

/** An empty list of topics stands for all of them. */
function shareTopic(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((topic) => other.includes(topic));
}

function meetingOf(one: Span, other: Span): Meeting {
  const [earlier, later] = isEarlier(one, other) ? [one, other] : [other, one];
  return { earlier: nameOf(earlier), later: nameOf(later) };
}

/** The earlier launched keeps its slot; a draft gives way to everything, and of two drafts the later one. */
function isEarlier(
  { planned: { campaign: a }, from }: Span,
  { planned: { campaign: b }, from: otherFrom }: Span,
): boolean {
  if (a.launchedAt === null && b.launchedAt === null) return from <= otherFrom;
  return (a.launchedAt ?? Number.POSITIVE_INFINITY) <= (b.launchedAt ?? Number.POSITIVE_INFINITY);
}

function nameOf({ planned: { campaign } }: Span): Meeting['earlier'] {
  return { campaign: toPublicId('campaign', campaign.id), name: campaign.name };
}
