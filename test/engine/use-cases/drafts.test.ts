import { describe, expect, test } from 'vitest';
import { selectAll, type WritableDb } from '#engine/store/database.ts';
import type { DraftContent } from '#shared/contract/message-draft.ts';
import { messageDraftSchema, messageLineSchema, saveOutcomeSchema } from '#shared/contract/messages.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { FRIDAY_AT_TEN } from '#test/support/campaigns.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
} from '#test/support/workspace-rows.ts';

function workspace(): ReturnType<typeof useCasesOn> & { readonly db: WritableDb; readonly account: number } {
  const db = emptyWorkspace();
  const account = insertAccountRow(db);
  return { ...useCasesOn(db), db, account };
}

/** A new draft and its content. */
async function begun(): Promise<
  ReturnType<typeof workspace> & { readonly campaign: string; readonly content: DraftContent }
> {
  const place = workspace();
  const { campaign } = await place.run('campaign.create', { account: null, name: 'Friday' });
  const { content } = await place.run('campaign.read', { campaign });
  return { ...place, campaign, content };
}

const hello = (text: string): string => JSON.stringify({ text });

describe('a new draft', () => {
  test('is empty, goes out tomorrow at ten for each person, and has the version 0', async () => {
    const { run, campaign } = await begun();
    const draft = await run('campaign.read', { campaign });
    expect(messageDraftSchema.parse(draft)).toMatchObject({
      campaign: 'c1',
      state: 'draft',
      version: 0,
      savedAt: null,
      sender: { account: 'a1', name: 'Corner Shop', platform: 'messenger', isPractice: true },
      content: {
        name: 'Friday',
        topics: [],
        messageJson: '{"text":""}',
        answeredBy: null,
        schedule: {
          time: { kind: 'local', date: '2026-11-22', time: '10:00' },
          zone: 'recipient',
          window: { fromMinute: 540, toMinute: 1_200 },
        },
      },
    });
  });

  test('cannot be launched before it says something', async () => {
    const { run, campaign, db } = await begun();
    insertPersonRows(db, 1, 1);
    const refusal = await refusalOf(run('campaign.launch', { campaign, acceptPaceLoss: false }));
    expect(refusal).toBe('invalidMessage: message.text is empty.');
    expect((await run('campaign.read', { campaign })).state).toBe('draft');
  });
});

describe('saving', () => {
  test('counts versions, keeps the very bytes of the message and tells their hash', async () => {
    const { run, campaign, content } = await begun();
    const messageJson = '{"text": "Ciao \\u2615"}';
    const saved = await run('campaign.save', { campaign, version: 0, content: { ...content, messageJson } });
    expect(saveOutcomeSchema.parse(saved)).toMatchObject({
      kind: 'saved',
      draft: { version: 1, content: { messageJson } },
    });
    const { createHash } = await import('node:crypto');
    expect(saved.draft.messageHash).toBe(createHash('sha256').update(messageJson).digest('hex'));
  });

  test('from an old version changes nothing and answers with the text as it is now', async () => {
    const { run, campaign, content } = await begun();
    await run('campaign.save', { campaign, version: 0, content: { ...content, messageJson: hello('first') } });
    const late = await run('campaign.save', {
      campaign,
      version: 0,
      content: { ...content, messageJson: hello('late') },
    });
    expect(late).toMatchObject({ kind: 'refused', code: 'wrongState', draft: { version: 1 } });
    expect((await run('campaign.read', { campaign })).content.messageJson).toBe(hello('first'));
  });

  test('the same text again is no change, so a save whose answer was lost can be repeated', async () => {
    const { run, campaign, content } = await begun();
    const input = { campaign, version: 0, content: { ...content, messageJson: hello('once') } };
    await run('campaign.save', input);
    expect(await run('campaign.save', input)).toMatchObject({ kind: 'saved', draft: { version: 1 } });
  });

  test('a launched message is refused', async () => {
    const { run, db, account, content } = await begun();
    insertCampaignRow(db, account);
    const refusal = await refusalOf(run('campaign.save', { campaign: 'c2', version: 0, content }));
    expect(refusal).toMatch(/^wrongState: "Friday" was launched/);
  });

  test.each([
    ['text that is no JSON object', /JSON object/, { messageJson: '[1]' }],
    ['an account that is not there', /no account a9/, { account: 'a9' }],
    ['a name of spaces', /"content.name"/, { name: '   ' }],
    ['a zone nobody knows', /no time zone/, { schedule: { zone: 'Mars/Olympus' } }],
    [
      'a day that does not exist',
      /day of the calendar/,
      { schedule: { time: { kind: 'local', date: '2026-02-30', time: '10:00' } } },
    ],
  ])('%s is refused and nothing is changed', async (_what, sentence, change) => {
    const { run, campaign, content } = await begun();
    const schedule = { ...content.schedule, ...('schedule' in change ? change.schedule : {}) };
    const refused = { ...content, ...change, schedule };
    await expect(run('campaign.save', { campaign, version: 0, content: refused })).rejects.toThrow(sentence);
    expect((await run('campaign.read', { campaign })).version).toBe(0);
  });
});

describe('earlier texts', () => {
  test('are kept at most once a minute, the last fifty, and can be put back', async () => {
    const { run, campaign, content, clock } = await begun();
    let version = 0;
    const save = async (text: string): Promise<void> => {
      const saved = await run('campaign.save', {
        campaign,
        version,
        content: { ...content, messageJson: hello(text) },
      });
      version = saved.draft.version;
    };
    await save('a');
    await save('ab');
    await save('abc');
    expect((await run('campaign.versions', { campaign })).map(({ content: { messageJson } }) => messageJson)).toEqual([
      hello('a'),
    ]);
    for (let i = 0; i < 60; i += 1) {
      await clock.advance(MINUTE);
      await save(`text ${i}`);
    }
    const versions = await run('campaign.versions', { campaign });
    expect(versions).toHaveLength(50);
    expect(versions[0]?.content.messageJson).toBe(hello('text 58'));
    const restore = versions[1]?.version;
    const restored = await run('campaign.restoreVersion', { campaign, version, restore });
    expect(restored).toMatchObject({ kind: 'saved', draft: { content: { messageJson: hello('text 57') } } });
    expect((await run('campaign.versions', { campaign }))[0]?.content.messageJson).toBe(hello('text 59'));
  });
});

describe('duplicating and deleting', () => {
  test('a duplicate says the same, is a draft, and has no date that is over', async () => {
    const { run, campaign, content } = await begun();
    const over = { ...content.schedule, time: { kind: 'local', date: '2026-01-02', time: '18:30' } };
    const written = { ...content, messageJson: hello('again'), topics: ['Offers'], answeredBy: 'Anna', schedule: over };
    await run('campaign.save', { campaign, version: 0, content: written });
    const copy = await run('campaign.duplicate', { campaign, name: 'Friday (copy)' });
    expect((await run('campaign.read', copy)).content).toEqual({
      ...written,
      name: 'Friday (copy)',
      schedule: { ...over, time: { kind: 'local', date: '2026-11-22', time: '18:30' } },
    });
  });

  test('a deleted draft can be put back as it was, once with its earlier texts', async () => {
    const { run, campaign, content, db } = await begun();
    const written = { ...content, messageJson: hello('gone'), answeredBy: 'Anna' };
    await run('campaign.save', { campaign, version: 0, content: { ...content, messageJson: hello('go') } });
    await run('campaign.save', { campaign, version: 1, content: written });
    const before = await run('campaign.read', { campaign });
    const versions = await run('campaign.versions', { campaign });
    expect(versions).toHaveLength(1);
    const removed = await run('campaign.remove', { campaign });
    for (const table of ['campaign', 'campaign_draft', 'campaign_draft_version']) {
      expect(selectAll(db, `SELECT * FROM ${table}`)).toEqual([]);
    }
    // A first try that fails takes nothing of it away.
    db.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON campaign_draft_version BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(run('campaign.putBack', removed)).rejects.toThrow('full');
    db.exec('DROP TRIGGER full');
    const back = await run('campaign.putBack', removed);
    expect(await run('campaign.read', back)).toEqual({ ...before, campaign: back.campaign });
    expect(await run('campaign.versions', back)).toEqual(versions);
    const restored = await run('campaign.restoreVersion', {
      campaign: back.campaign,
      version: before.version,
      restore: 1,
    });
    expect(restored).toMatchObject({ kind: 'saved', draft: { content: { messageJson: hello('go') } } });

    const again = await run('campaign.putBack', removed);
    expect((await run('campaign.read', again)).content).toEqual(written);
    expect(await run('campaign.versions', again)).toEqual([]);
  });

  test('what was launched or tested cannot be deleted', async () => {
    const { run, db, account, campaign } = await begun();
    insertCampaignRow(db, account);
    expect(await refusalOf(run('campaign.remove', { campaign: 'c2' }))).toMatch(/^wrongState: .* was launched/);
    const person = insertPersonRows(db, account, 1);
    insertDeliveryRow(db, { account, campaign: 1, ...person }, 'sent', { kind: 'test' });
    expect(await refusalOf(run('campaign.remove', { campaign }))).toMatch(/^wrongState: A test of/);
  });
});

describe('the list', () => {
  test('comes newest first in pages, by group and by words of the name in any case', async () => {
    const { run, db, account } = workspace();
    for (const name of ['Äpfel', 'Birnen', 'apfelmus']) await run('campaign.create', { account: null, name });
    insertCampaignRow(db, account, {
      name: 'Sent APFEL',
      state: 'finished',
      schedule_json: JSON.stringify(FRIDAY_AT_TEN),
    });
    const list = async (given: object): Promise<readonly string[]> => {
      const page = await run('campaign.page', { group: 'all', search: '', after: null, limit: 50, ...given });
      return page.rows.map((row) => messageLineSchema.parse(row).name);
    };
    expect(await list({})).toEqual(['Sent APFEL', 'apfelmus', 'Birnen', 'Äpfel']);
    expect(await list({ search: 'apfel' })).toEqual(['Sent APFEL', 'apfelmus']);
    expect(await list({ search: 'äPFEL' })).toEqual(['Äpfel']);
    expect(await list({ group: 'over' })).toEqual(['Sent APFEL']);
    insertAccountRow(db, { page_id: '100000000000002' });
    expect(await list({ account: 'a1' })).toHaveLength(4);
    expect(await list({ account: 'a2' })).toEqual([]);
    const first = await run('campaign.page', { group: 'all', search: '', after: null, limit: 2 });
    expect(first.next).toBe('c3');
    expect(await list({ after: first.next, limit: 2 })).toEqual(['Birnen', 'Äpfel']);
  });
});
