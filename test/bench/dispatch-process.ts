import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { AnswerFacts, GraphApi, SendAnswer } from '#engine/graph/graph-api.ts';
import type { EndpointSource } from '#engine/ports.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import type { Account } from '#shared/domain/account.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import { benchFiles } from './bench-owner.ts';
import { input, peakMemoryMiB, report, startProcessorClock } from './child.ts';
import { countingStore } from './counting-store.ts';
import { benchGraph, benchParts, benchPorts } from './engine-parts.ts';
import type { Measured } from './ratio.ts';
import type { SendingAccount } from './sending-template.ts';

/** What the parent asks for. */
export interface DispatchInput {
  readonly folder: string;
  /** Deliveries that are due and shall be sent. */
  readonly due: number;
  /** Most POSTs of one account at once, and so most deliveries of one claim. */
  readonly wireLimit: number;
  /** Where the practice platform answers; `null` = a platform in this thread that accepts at once. */
  readonly origin: string | null;
  readonly accounts: readonly SendingAccount[];
  /** Connections in all. */
  readonly connections: number;
}

/** What every answer of the platform in this thread tells. */
const FACTS: AnswerFacts = {
  httpStatus: 200,
  code: null,
  subcode: null,
  traceId: null,
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};

const ACCEPTED: Omit<SendAnswer, 'messageId'> = {
  ...FACTS,
  outcome: 'accepted',
  accountStop: null,
  isTokenInDoubt: false,
};

/** The engine's own sending, pace limits lifted: claim, POST, class, store; timed until the last answer is on disk. */
async function dispatchAll(given: DispatchInput): Promise<Measured> {
  const { due, wireLimit } = given;
  const { store, counts, allRecorded } = countingStore(await openThreadedStore(benchFiles(given.folder)), due);
  const ports = benchPorts(given.connections);
  const graph = given.origin === null ? acceptAll() : benchGraph(ports, endpointsOf(given));
  const parts = benchParts(store, given.folder, { ports, graph });
  const dispatcher = new Dispatcher(parts, { wireLimit, paceOf: () => Number.POSITIVE_INFINITY });
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  await dispatcher.start();
  await Promise.race([allRecorded, haltOf(dispatcher)]);
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  await dispatcher.stop();
  await ports.http.close();
  await store.close();
  const { claims, claimed, recordings, recorded } = counts;
  return {
    tookMs,
    figures: {
      memory: peakMemoryMiB(),
      processor,
      'deliveries per claim': Math.round(claimed / claims),
      'answers per commit': Math.round(recorded / recordings),
    },
  };
}

/** Rejects when sending halts, which no bench may wait out. */
async function haltOf(dispatcher: Dispatcher): Promise<never> {
  for await (const event of dispatcher.events.listen(new AbortController().signal)) {
    if (event.kind === 'halted' || event.kind === 'accountStopped') throw new Error(JSON.stringify(event));
  }
  throw new Error('The dispatcher ended before its work.');
}

function endpointsOf({ origin, accounts }: DispatchInput): EndpointSource {
  const byPage = new Map(
    accounts.map(({ pageId, accessToken }) => [
      pageId,
      { origin: origin ?? '', accessToken: accessToken as AccessToken }, // made by the practice platform
    ]),
  );
  return {
    endpointOf: async ({ pageId }: Account) => {
      const endpoint = byPage.get(pageId);
      if (endpoint === undefined) throw new Error(`There is no endpoint for Page ${pageId}.`);
      return endpoint;
    },
  };
}

/** A Graph API that accepts every message at once, and tells of the Page and the time where the dispatcher asks. */
function acceptAll(): GraphApi {
  let number = 0;
  const graph: Pick<GraphApi, 'sendToToken' | 'readPage'> = {
    sendToToken: () => {
      number += 1;
      return Promise.resolve({ ...ACCEPTED, messageId: `m_${number}` });
    },
    readPage: ({ pageId, name }) => Promise.resolve({ kind: 'ok', value: { id: pageId, name }, facts: FACTS }),
  };
  return graph as GraphApi; // accounts are proven and nothing is uncertain, so nothing else is asked
}

report(await dispatchAll(input() as DispatchInput)); // given by the case that starts this script
