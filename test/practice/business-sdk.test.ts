import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { matching } from './matching.ts';
import { type Served, servePractice } from './server-kit.ts';

/** A page of a list as the SDK holds it: the rows, and the way to the next page. */
type SdkCursor = readonly { readonly _data: Readonly<Record<string, unknown>> }[] & {
  hasNext(): boolean;
  next(): Promise<SdkCursor>;
};
type SdkPage = {
  createMessage(
    fields: readonly string[],
    params: object,
  ): Promise<{ readonly _data: Readonly<Record<string, unknown>> }>;
  getNotificationMessageTokens(fields: readonly string[], params: object): Promise<SdkCursor>;
  createNotificationMessagesDevSupport(fields: readonly string[], params: object): Promise<{ readonly _data: unknown }>;
  getConversations(fields: readonly string[], params: object): Promise<SdkCursor>;
  createSubscribedApp(fields: readonly string[], params: object): Promise<{ readonly _data: unknown }>;
};
type Sdk = {
  readonly FacebookAdsApi: { init(accessToken: string, locale: string, crashLog: boolean): unknown };
  readonly Page: new (id: string, data?: object, parent?: unknown, api?: unknown) => SdkPage;
};

/** The SDK ships no types; it is loaded as its users load it. */
const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as Sdk;

function pageOf({ account, running }: Served, accessToken = account.accessToken): SdkPage {
  // the base address is the only thing that is changed (META-API 12)
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { get: () => running.url, configurable: true });
  const api = sdk.FacebookAdsApi.init(accessToken, 'en_US', false);
  return new sdk.Page(account.pageId, {}, undefined, api);
}

const send = (token: string) => ({ recipient: { notification_messages_token: token }, message: { text: 'Ciao' } });

describe('facebook-nodejs-business-sdk 24.0.1, unchanged', () => {
  it('walks the whole token list by its cursor', async () => {
    const served = await servePractice({ recipients: 230 });
    const page = pageOf(served);
    const seen: unknown[] = [];
    let pages = 0;
    let cursor = await page.getNotificationMessageTokens([], { limit: 100 });
    for (;;) {
      pages += 1;
      seen.push(...cursor.map((row) => row._data['notification_messages_token']));
      if (!cursor.hasNext()) break;
      cursor = await cursor.next();
    }
    const all = await served.get('/practice/tokens?format=json');
    const rows = JSON.parse(typeof all === 'string' ? '[]' : all.text) as {
      expiresAt: string;
      state: string;
    }[];
    const valid = rows.filter(({ expiresAt, state }) => state === 'active' && Date.parse(expiresAt) > Date.now());
    expect(seen).toHaveLength(valid.length);
    expect(new Set(seen).size).toBe(seen.length);
    expect(pages).toBe(3);
  });

  it('keeps the fields it asked for on every page of the list', async () => {
    const cursor = await pageOf(await servePractice({ recipients: 40 })).getNotificationMessageTokens(
      ['recipient_id', 'topic_title'],
      {},
    );
    const next = await cursor.next();
    expect(Object.keys(next[0]?._data ?? {}).toSorted()).toEqual(['recipient_id', 'topic_title']);
  });

  it('sends a message, is refused the second with code and subcode, and gets a tester’s day back', async () => {
    const served = await servePractice();
    const [one = ''] = served.tokens;
    const page = pageOf(served);
    const sent = await page.createMessage([], send(one));
    expect(sent._data).toMatchObject({
      recipient_id: matching(/^\d{17}$/),
      message_id: matching(/^m_/),
    });
    const refusal = await page.createMessage([], send(one)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      name: 'FacebookRequestError',
      status: 400,
      response: { code: 4, error_subcode: 2018354 },
    });
    const support = { recipient: { notification_messages_token: one }, developer_action: 'ENABLE_FOLLOWUP_MESSAGE' };
    expect((await page.createNotificationMessagesDevSupport([], support))._data).toMatchObject({ success: true });
    await page.createMessage([], send(one));
    expect(await served.ledger()).toEqual([one, one]);
  });

  it('lists conversations and subscribes to webhooks', async () => {
    const page = pageOf(await servePractice());
    const cursor = await page.getConversations(['id', 'participants'], { platform: 'messenger' });
    expect(cursor).toHaveLength(25);
    expect(cursor[0]?._data).toMatchObject({ id: matching(/^t_\d+$/) });
    const subscribed = await page.createSubscribedApp([], { subscribed_fields: ['messages', 'messaging_optins'] });
    expect(subscribed._data).toMatchObject({ success: true });
  });

  it('is told a wrong access token', async () => {
    const refusal = await pageOf(await servePractice(), 'x')
      .getNotificationMessageTokens([], {})
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      name: 'FacebookRequestError',
      status: 401,
      response: { code: 190, error_subcode: 467 },
    });
  });
});
