import { MessengerClient } from 'messaging-api-messenger';
import { describe, expect, it } from 'vitest';
import { matching } from './matching.ts';
import { type Served, servePractice } from './server-kit.ts';

/** The client as its users make it, only with another origin. */
function clientOf({ account, running }: Served, accessToken = account.accessToken): MessengerClient {
  const { appSecret } = account;
  return new MessengerClient({ accessToken, appSecret, appId: 'x', version: '25.0', origin: running.url });
}

/** The client types recipients by id only; the platform takes notification tokens as well. */
const recipient = (token: string) => ({ notification_messages_token: token }) as unknown as { id: string };

describe('messaging-api-messenger 1.1.0, unchanged', () => {
  it('sends texts and templates to notification tokens and reads the ids', async () => {
    const served = await servePractice();
    const [one = '', two = ''] = served.tokens;
    const client = clientOf(served);
    expect(await client.sendText(recipient(one), 'Ciao')).toMatchObject({ messageId: matching(/^m_/) });
    const elements = [
      {
        title: 'Cappelli',
        subtitle: 'Per tutti',
        buttons: [{ type: 'web_url' as const, title: 'Apri', url: 'https://example.org/' }],
      },
    ];
    expect(await client.sendGenericTemplate(recipient(two), elements)).toMatchObject({
      recipientId: matching(/^\d{17}$/),
    });
    expect(await served.ledger()).toEqual([one, two]);
  });

  it('is told refusals with code and subcode', async () => {
    const served = await servePractice();
    const [one = ''] = served.tokens;
    const client = clientOf(served);
    await client.sendText(recipient(one), 'Ciao');
    const refusal = await client.sendText(recipient(one), 'Ciao').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ response: { status: 400, data: { error: { code: 4, errorSubcode: 2018354 } } } });
    const unknown = clientOf(served, 'x').sendText(recipient(one), 'Ciao');
    await expect(unknown).rejects.toThrow('Messenger API - 190 OAuthException');
  });

  it('sends an opt-in card', async () => {
    const served = await servePractice();
    const people = await served.get('/practice/tokens?format=json');
    const rows = JSON.parse(typeof people === 'string' ? '[]' : people.text) as {
      recipient: string;
      blocked: boolean;
    }[];
    const id = rows.find((row) => !row.blocked)?.recipient ?? '';
    await served.post(`/practice/people/${id}`, { action: 'react' });
    const payload = { templateType: 'notification_messages', title: 'Offerte', payload: 'offerte' };
    const body = { recipient: { id }, message: { attachment: { type: 'template', payload } } };
    expect(await clientOf(served).sendRawBody(body)).toMatchObject({ recipientId: id });
  });

  it('reads the Page, its access token and the token list through its own HTTP client', async () => {
    const served = await servePractice();
    const client = clientOf(served);
    expect(await client.getPageInfo()).toMatchObject({ id: served.account.pageId });
    const { data } = await client.axios.get<{ data: { notificationMessagesToken: string }[] }>(
      `/${served.account.pageId}/notification_message_tokens`,
      { params: { access_token: served.account.accessToken } },
    );
    expect(data.data).toHaveLength(25);
    expect(data.data[0]?.notificationMessagesToken).toMatch(/^\d{19}$/);
  });
});
