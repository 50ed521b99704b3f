import type { DispatchSettings } from '#engine/dispatcher/dispatch-settings.ts';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import { paceConversations } from '#engine/graph/pace-conversations.ts';
import type { HttpAnswer, HttpRequest } from '#engine/ports.ts';
import { type Row, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { PlannedAsk } from '#engine/store/operations/asks.ts';
import type { Store } from '#engine/store/store.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import type { PracticeEvent } from '#practice/platform.ts';
import { createPractice, type Practice } from '#practice/practice.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccessToken, AccountId, CampaignId, RecipientId, TokenId } from '#shared/domain/ids.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { optInMessageJson } from '#shared/rules/opt-in-message.ts';
import { titlesOf } from '#shared/rules/opt-in-titles.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';
import { linesOf } from '#test/proof/program.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { loadRulePacks } from './rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertRow } from './workspace-rows.ts';
import { loadZoneTable } from './zone-table.ts';

/** Friday 20 November 2026, 10:00 in Rome. */
const START = epochMs(Date.UTC(2026, 10, 20, 9));

/** A plain card. */
export const CARD: OptInCard = {
  title: 'Fresh bread every Friday',
  imageUrl: 'https://bakery.example/bread.png',
  imageRatio: 'HORIZONTAL',
  callToAction: 'GET_UPDATES',
  zone: 'Europe/Rome',
  payload: 'bread',
  elements: [],
  hasFrequency: false,
};

/** To everybody as soon as it is launched. */
const AT_ONCE: CampaignSchedule = {
  time: { kind: 'now' },
  zone: 'recipient',
  alreadyPast: 'now',
  unknownZone: 'Europe/Rome',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: null,
};

/** What the network does with one request: carries it, or answers something else; `lose` carries it and loses the answer. */
export type NetworkScript = 'carry' | 'lose' | HttpAnswer;

/** A workspace on a real practice platform in memory: real rules on both sides, one clock that a test moves. */
export class AskWorld {
  readonly db: WritableDb = emptyWorkspace();
  readonly store: Store = openInlineStore(this.db);
  readonly clock: FakeClock = createFakeClock(START);
  readonly practice: Practice;
  readonly events: PracticeEvent[] = [];
  readonly parts: EngineParts;
  readonly account: AccountId;
  readonly rules: RulePack;
  /** What happens to the next requests; the default carries them. */
  onRequest: (request: HttpRequest) => NetworkScript = () => 'carry';

  constructor(options: { readonly platform?: 'messenger' | 'instagram'; readonly strict?: boolean } = {}) {
    const { platform = 'messenger', strict = false } = options;
    this.practice = createPractice({
      file: ':memory:',
      now: () => this.clock.now(),
      recipients: 40,
      seed: 5,
      platform,
      strict,
      onEvent: (event) => void this.events.push(event),
      readZoneTable: loadZoneTable,
    });
    const [page] = this.practice.accounts('http://127.0.0.1');
    if (page === undefined) throw new Error('A practice platform without a Page.');
    this.account = insertAccountRow(this.db, {
      platform,
      page_id: page.pageId,
      ig_id: page.igId,
      page_zone: 'Europe/Rome',
      rule_pack: 'seed',
      proven_at_ms: 1,
    }) as AccountId; // a row id
    const accessToken = page.accessToken as AccessToken; // the practice platform's own
    const silent = (): void => undefined;
    const http = { request: (request: HttpRequest) => this.#request(request), close: () => Promise.resolve() };
    this.parts = {
      store: this.store,
      ports: {
        clock: this.clock,
        random: { next: () => 0.5, hex: (bytes) => '0'.repeat(bytes * 2) },
        http,
        pictures: NO_PICTURES,
        vault: createFixedVault(accessToken),
        notifier: { notify: silent },
        logger: { info: silent, warn: silent, error: silent },
      },
      graph: paceConversations(
        createGraphClient({ http, endpoints: { endpointOf: async () => ({ origin: page.url, accessToken }) } }),
        this.clock,
      ),
      zones: loadZoneTable(),
      rulePacks: loadRulePacks(),
      folder: '/nowhere',
    };
    const rules = this.parts.rulePacks.get('seed');
    if (rules === undefined) throw new Error('The seed rule pack is missing.');
    this.rules = rules;
  }

  /** Frees both databases; only who makes thousands of worlds needs it. */
  close(): void {
    this.db.close();
    this.practice.close();
  }

  /** A person of the platform who just wrote; known here with that time. */
  personWhoWrote(number: number): { readonly id: RecipientId; readonly scopedId: string } {
    const scopedId = this.scopedIdOf(number);
    this.act(scopedId, 'message');
    const id = insertRow(this.db, 'recipient', {
      account_id: this.account,
      scoped_id: scopedId,
      zone: 'Europe/Rome',
      last_inbound_at_ms: this.clock.now(),
      window_opened_by: 'message',
    });
    return { id: id as RecipientId, scopedId }; // a row id
  }

  /** Makes a person of the platform do something now. */
  act(scopedId: string, action: string, more: Readonly<Record<string, string>> = {}): void {
    const answer = this.#control('POST', `/practice/people/${scopedId}`, { action, ...more });
    if (answer.status !== 200) throw new Error(`The platform refused: ${answer.body}`);
  }

  /** Scoped id of a person of the platform, by position. */
  scopedIdOf(number: number): string {
    const { body } = this.#control('GET', '/practice/tokens?limit=100', null);
    const people = [...new Set(linesOf(body).map((line) => String(line['recipient'] ?? line['recipient_id'])))];
    const person = people[number];
    if (person === undefined) throw new Error(`The platform has no person ${number}: ${body.slice(0, 200)}`);
    return person;
  }

  /** Plans a card for people at once. */
  plan(
    people: readonly RecipientId[],
    more: {
      readonly card?: OptInCard;
      readonly followUps?: readonly string[];
    } = {},
  ): Promise<readonly PlannedAsk[]> {
    const card = more.card ?? CARD;
    return this.store.write('ask.plan', {
      accountId: this.account,
      templateId: null,
      titles: titlesOf(card),
      followUps: (more.followUps ?? []).map((text) => JSON.stringify({ text })),
      people: people.map((recipientId) => ({
        recipientId,
        messageJson: optInMessageJson(card),
        dueAt: this.clock.now(),
      })),
      rules: this.rules,
    });
  }

  /** A permission that came of a yes, stored, and told to the ledger. */
  async yes(
    recipientId: RecipientId,
    scopedId: string,
    title: string,
    optedInAt: EpochMs = this.clock.now(),
  ): Promise<TokenId> {
    this.act(scopedId, 'accept', { topic: title });
    const { body } = this.#control('GET', `/practice/people/${scopedId}`, null);
    const { tokens } = JSON.parse(body) as {
      readonly tokens: readonly { readonly token: string; readonly topic: string }[];
    }; // the platform's own shape
    const token = tokens.find(({ topic }) => topic === title)?.token;
    if (token === undefined) throw new Error(`No permission for ${title}: ${body.slice(0, 300)}`);
    const tokenId = insertRow(this.db, 'notification_token', {
      account_id: this.account,
      recipient_id: recipientId,
      token,
      topic: title,
      opted_in_at_ms: optedInAt,
    }) as TokenId; // a row id
    await this.store.write('ask.answered', {
      accountId: this.account,
      recipientId,
      tokenId,
      title,
      optedInAt,
      at: this.clock.now(),
      rules: this.rules,
    });
    return tokenId;
  }

  /** Any call lets the platform's people do what is due. */
  lookAround(): void {
    this.#control('GET', '/practice/ledger', null);
    this.practice.handle({ method: 'GET', path: '/v25.0/me', headers: { host: '127.0.0.1' }, body: '' });
  }

  /** Makes the person of a permission stop or resume it. */
  actOnToken(tokenId: number, action: 'stop' | 'resume'): void {
    const row = selectOne(this.db, 'SELECT token FROM notification_token WHERE id = ?', [tokenId]);
    const answer = this.#control('POST', `/practice/tokens/${String(row?.['token'])}`, { action });
    if (answer.status !== 200) throw new Error(`The platform refused: ${answer.body}`);
  }

  /** A draft for people of these topics, to go out as soon as it is launched, at any hour. */
  addDraft(name: string, topics: readonly string[]): CampaignId {
    return insertRow(this.db, 'campaign', {
      account_id: this.account,
      name,
      state: 'draft',
      topics_json: JSON.stringify(topics),
      message_json: '{"text":"Two for one!"}',
      schedule_json: JSON.stringify(AT_ONCE),
      created_at_ms: this.clock.now(),
    }) as CampaignId; // a row id
  }

  /** Lets a dispatcher work for a while. */
  async dispatchFor(durationMs: number, settings: Partial<DispatchSettings> = {}): Promise<void> {
    const dispatcher = new Dispatcher(this.parts, settings);
    await dispatcher.start();
    await this.pass(durationMs);
    const stopping = dispatcher.stop();
    await this.clock.advance(MINUTE);
    await stopping;
  }

  /** Lets time pass in small steps, so that everything that sleeps runs. */
  async pass(durationMs: number): Promise<void> {
    const step = durationMs > HOUR ? MINUTE : 500;
    for (let done = 0; done < durationMs; done += step) await this.clock.advance(Math.min(step, durationMs - done));
  }

  /** How many deliveries are in each state, with the reason. */
  states(): Readonly<Record<string, number>> {
    const rows = selectAll(
      this.db,
      `SELECT kind || ' ' || state || ifnull('/' || reason, '') AS name, count(*) AS n FROM delivery GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map((row) => [String(row['name']), Number(row['n'])]));
  }

  request(id: number): Row {
    return selectOne(this.db, 'SELECT * FROM opt_in_request WHERE delivery_id = ?', [id]) ?? {};
  }

  /** Cards and texts the platform accepted, by kind. */
  accepted(kind: string): number {
    return [...this.practice.ledger()].filter((entry) => entry.kind === kind).length;
  }

  async #request(request: HttpRequest): Promise<HttpAnswer> {
    const script = this.onRequest(request);
    if (typeof script !== 'string') return script;
    const { method, path, headers, body } = request;
    const answer = this.practice.handle({ method, path, headers: { ...headers, host: '127.0.0.1' }, body: body ?? '' });
    return script === 'lose' ? { kind: 'broken', why: 'the answer was cut' } : { kind: 'answer', ...answer };
  }

  #control(method: 'GET' | 'POST', path: string, body: unknown): { readonly status: number; readonly body: string } {
    return this.practice.handle({
      method,
      path,
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
      body: body === null ? '' : JSON.stringify(body),
    });
  }
}

/** An instant before now. */
export function ago(world: AskWorld, durationMs: number): EpochMs {
  return addMs(world.clock.now(), -durationMs);
}
