import { CHANGED_THINGS, type ChangedThing, type Fact } from '#shared/contract/facts.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { DispatchEvent, DispatchEvents } from './dispatcher/dispatch-events.ts';
import type { EventStream } from './event-stream.ts';
import type { UseCaseName } from './use-cases/registry.ts';

/** First word of a use case's name. */
type Place = UseCaseName extends `${infer Word}.${string}` ? Word : never;

/** What screens have to read again after a use case of this place changed something. */
const THINGS: Readonly<Record<Place, readonly ChangedThing[]>> = {
  about: [],
  activity: [],
  calendar: [],
  today: [],
  relay: [],
  picture: [],
  // The zone that counts as "here" stands in every time that is shown.
  settings: CHANGED_THINGS,
  account: ['accounts', 'activity'],
  import: ['people', 'campaigns', 'deliveries', 'activity'],
  token: ['people', 'campaigns', 'deliveries', 'activity'],
  campaign: ['campaigns', 'deliveries', 'activity'],
  data: ['data', 'activity'],
  ask: ['people', 'deliveries', 'activity'],
  people: ['people', 'campaigns', 'deliveries', 'activity'],
  person: ['people', 'campaigns', 'deliveries', 'activity'],
};

/** The fact that a use case changed something. */
export function factOfChange(name: UseCaseName): Fact {
  const place = name.slice(0, name.indexOf('.')) as Place; // every name begins with a place
  return { kind: 'changed', things: [...THINGS[place]], campaign: null };
}

/** Tells screens what the dispatcher does, until the signal fires. */
export async function passOn(events: DispatchEvents, facts: EventStream<Fact>, signal: AbortSignal): Promise<void> {
  for await (const event of events.listen(signal)) facts.emit(factOf(event));
}

function factOf(event: DispatchEvent): Fact {
  switch (event.kind) {
    case 'deliveriesChanged': {
      const campaign = event.campaignId === null ? null : toPublicId('campaign', event.campaignId);
      return { kind: 'changed', things: ['deliveries'], campaign };
    }
    case 'accountStopped':
      return { kind: 'accountStopped', account: toPublicId('account', event.accountId), reason: event.reason };
    case 'accountResumed':
      return { kind: 'accountResumed', account: toPublicId('account', event.accountId) };
    case 'campaignPaused': {
      const { because } = event;
      return { kind: 'campaignPaused', campaign: toPublicId('campaign', event.campaignId), because };
    }
    case 'campaignFinished':
      return { kind: 'campaignFinished', campaign: toPublicId('campaign', event.campaignId) };
    case 'uncertain':
      return { kind: 'uncertain', account: toPublicId('account', event.accountId), count: event.count };
    case 'storeTrouble':
    case 'halted':
      return event;
    default:
      return assertNever(event, 'dispatch event');
  }
}
