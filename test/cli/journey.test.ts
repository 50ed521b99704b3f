import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPractice } from '#practice/practice-process.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { aText, type Said, sundial } from './support.ts';

const NOW = { at: 'now', window: null } as const;

function campaignFile(folder: string, file: Readonly<Record<string, unknown>> = {}): string {
  const path = join(folder, `campaign-${Math.random().toString(36).slice(2)}.json`);
  const whole = {
    name: 'Bread',
    account: 'a1',
    audience: { topics: [] },
    message: { text: 'Out of the oven.' },
    schedule: NOW,
    ...file,
  };
  writeFileSync(path, JSON.stringify(whole));
  return path;
}

describe('the journey on a practice platform with 500 people', () => {
  const folder = temporaryFolder();
  const ledgerPath = join(temporaryFolder(), 'ledger.ndjson');
  let platform: Awaited<ReturnType<typeof runPractice>>;
  const said = (...words: string[]): Promise<Said> => sundial(folder, [...words, '--json']);
  const ledger = (): readonly { readonly kind: string; readonly token: string }[] =>
    readFileSync(ledgerPath, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { kind: string; token: string }); // the ledger's own lines

  beforeAll(async () => {
    platform = await runPractice({ recipients: 500, seed: 7, ledger: ledgerPath });
  });
  afterAll(() => platform.stop());

  test('each command answers in the shape other programs rely on, and every planned token is accepted exactly once', async () => {
    expect((await said('account', 'add', '--practice', '--api-base', platform.url)).rows).toEqual([{ id: 'a1' }]);

    const [sync] = (await said('tokens', 'sync')).rows;
    expect(sync).toMatchObject({ import: 'i1', changed: 0, unchanged: 0, rejected: 0, rejects: [] });
    expect(sync?.['new']).toBe(sync?.['rows']);

    const tokens = (await said('tokens', 'list')).rows;
    expect(tokens).toHaveLength(Number(sync?.['rows']));
    expect(Object.keys(tokens[0] ?? {})).toEqual(
      expect.arrayContaining([
        'token',
        'recipient',
        'name',
        'topic',
        'zone',
        'status',
        'userTokenStatus',
        'nextEligibleAt',
        'nextEligibleSource',
        'expiresAt',
        'lastAcceptedAt',
      ]),
    );

    expect((await said('campaign', 'add', campaignFile(folder))).rows).toEqual([{ id: 'c1' }]);
    const plan = (await said('campaign', 'plan', 'c1')).rows;
    expect(plan).toHaveLength(tokens.length);
    expect(Object.keys(plan[0] ?? {})).toEqual(
      expect.arrayContaining([
        'token',
        'recipient',
        'zone',
        'state',
        'dueAt',
        'local',
        'zoneNote',
        'leavesAt',
        'reason',
        'earliestAt',
      ]),
    );
    const planned = plan.filter(({ state }) => state === 'scheduled');
    expect(planned.length).toBeGreaterThan(350);
    // Whose zone is unknown gets a message of this moment too, and has no wall clock to tell it on (DESIGN 5).
    expect(planned.find(({ zone }) => zone !== null)?.['local']).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/,
    );
    expect((await said('campaign', 'status', 'c1')).rows).toMatchObject([{ state: 'draft', planned: 0 }]);

    expect((await said('campaign', 'launch', 'c1')).rows).toMatchObject([
      { state: 'scheduled', scheduled: planned.length },
    ]);
    const [started, ended] = (await said('run', '--until-idle')).rows;
    expect(started).toEqual({ pid: process.pid, workspace: folder });
    expect(ended).toEqual({ idle: true, nextDueAt: null, needsPerson: 0 });

    const [status] = (await said('campaign', 'status', 'c1')).rows;
    const { sent, failed, skipped, missed, cancelled, uncertain, pending } = status as Record<string, number>; // the document of `campaign status`
    expect(status).toMatchObject({
      state: 'finished',
      planned: tokens.length,
      missed: 0,
      cancelled: 0,
      uncertain: 0,
      pending: 0,
    });
    expect(
      [sent, failed, skipped, missed, cancelled, uncertain, pending].reduce((sum, n) => Number(sum) + Number(n)),
    ).toBe(tokens.length);

    const accepted = ledger()
      .filter(({ kind }) => kind === 'marketing')
      .map(({ token }) => token);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(accepted).toHaveLength(Number(sent));
    const refused = (await said('campaign', 'export', 'c1', '--with-tokens', '--yes')).rows.filter(
      ({ state }) => state === 'failed',
    );
    expect(accepted.concat(refused.map(({ token }) => String(token))).toSorted()).toEqual(
      planned.map(({ token }) => String(token)).toSorted(),
    );

    const [explained] = (await said('explain', 'c1', accepted[0] ?? '')).rows;
    expect(explained).toMatchObject({
      verdict: 'did',
      sentence: aText(),
      rule: { id: aText(), source: aText() },
    });
    expect(explained).toHaveProperty('dueAt');
    expect(explained).toHaveProperty('earliestAt');
    const left = plan.find(({ state }) => state === 'skipped');
    expect((await said('explain', 'c1', String(left?.['token']))).rows).toMatchObject([
      { verdict: 'wont', reason: left?.['reason'] },
    ]);
  });

  test('nobody who got a message gets the next one within a day, and the plan says why', async () => {
    await said('campaign', 'add', campaignFile(folder));
    const plan = (await said('campaign', 'plan', 'c2')).rows;
    const got = new Set(ledger().map(({ token }) => token));
    const again = plan.filter(({ token }) => got.has(String(token)));
    expect(again).toHaveLength(got.size);
    expect(again.filter(({ state }) => state !== 'skipped')).toEqual([]);
    expect(again.filter(({ reason }) => reason === 'coolDown').length).toBeGreaterThan(300);
  });

  test('a rehearsal answers with the status and where the virtual clock stood, and changes nothing', async () => {
    const before = (await said('campaign', 'list')).rows;
    const [report] = (await said('rehearse', 'c2')).rows;
    expect(report).toMatchObject({
      state: 'finished',
      violations: [],
      virtualFrom: aText(),
      virtualTo: aText(),
    });
    expect((await said('campaign', 'list')).rows).toEqual(before);
  });

  test('pause, resume and cancel answer with the state, and what a state does not allow is refused', async () => {
    await said('campaign', 'add', campaignFile(folder, { schedule: { date: '2031-01-15', time: '10:00' } }));
    expect((await said('campaign', 'pause', 'c3')).rows).toMatchObject([{ error: { code: 'wrongState' } }]);
    expect((await said('campaign', 'launch', 'c3')).rows).toMatchObject([{ state: 'scheduled' }]);
    expect((await said('campaign', 'pause', 'c3')).rows).toEqual([{ state: 'paused' }]);
    expect((await said('campaign', 'resume', 'c3')).rows).toEqual([{ state: 'scheduled' }]);
    expect((await said('campaign', 'cancel', 'c3')).rows).toMatchObject([{ state: 'cancelled' }]);
    expect((await said('campaign', 'status', 'c3')).rows).toMatchObject([{ state: 'cancelled', pending: 0, sent: 0 }]);
    expect((await said('campaign', 'launch', 'c3')).rows).toMatchObject([{ error: { code: 'wrongState' } }]);
  });

  test('an account can be checked by name, and connecting the same Page twice is refused', async () => {
    expect((await said('account', 'check')).rows).toMatchObject([{ id: 'a1', ok: true }]);
    expect((await said('account', 'add', '--practice', '--api-base', platform.url)).rows).toMatchObject([
      { error: { code: 'invalidInput' } },
    ]);
    expect((await said('account', 'list')).rows).toMatchObject([{ id: 'a1', practice: true, apiBase: platform.url }]);
  });

  test('people read sentences, not states', async () => {
    const text = (await sundial(folder, ['campaign', 'status', 'c1'])).out;
    expect(text).toContain('Bread is finished');
    expect(text).toContain('accepted by Meta');
    const plan = (await sundial(folder, ['campaign', 'plan', 'c2'])).out;
    expect(plan).toContain('wait between messages');
    expect(plan).not.toMatch(/coolDown|scheduled|skipped/);
  });

  test('doctor finds nothing wrong afterwards', async () => {
    expect((await said('doctor')).rows).toMatchObject([{ ok: true }]);
  });
});

describe('the practice platform the host starts itself', () => {
  test('is there whenever it is needed and keeps its people between commands', async () => {
    const folder = temporaryFolder();
    expect((await sundial(folder, ['account', 'add', '--practice', '--json'])).rows).toEqual([{ id: 'a1' }]);
    const first = (await sundial(folder, ['tokens', 'sync', '--json'])).rows[0];
    expect(Number(first?.['new'])).toBeGreaterThan(450);
    expect((await sundial(folder, ['tokens', 'sync', '--json'])).rows).toMatchObject([
      { new: 0, changed: 0, unchanged: first?.['rows'] },
    ]);
  });
});

describe('long work at a terminal', () => {
  test('shows how far it is on one line that is taken away again, and nothing where no terminal is', async () => {
    const folder = temporaryFolder();
    await sundial(
      folder,
      [
        'account',
        'add',
        '--platform',
        'messenger',
        '--page-id',
        '1',
        '--name',
        'x',
        '--zone',
        'UTC',
        '--access-token-stdin',
      ],
      { input: 'some-page-key' },
    );
    const rows = Array.from({ length: 4_000 }, (_, n) => `61773416479${10_000 + n},7000000${n},Europe/Rome`);
    writeFileSync(join(folder, 'list.csv'), ['token,recipient,timezone', ...rows].join('\n'));
    const seen = await sundial(folder, ['tokens', 'import', 'list.csv', '--dry-run'], { isTerminal: true });
    expect(seen.code).toBe(0);
    expect(seen.error).toMatch(/[\d,]+ rows read/);
    expect(seen.error.endsWith('\r\u001b[K')).toBe(true);
    expect((await sundial(folder, ['tokens', 'import', 'list.csv'])).error).toBe('');
    const [undone] = (await sundial(folder, ['tokens', 'undo', 'i1', '--json'])).rows;
    expect(undone).toEqual({ restored: 0, removed: 4_000, kept: [] });
  });

  test('ends when asked to stop, and nothing of it is stored', async () => {
    const folder = temporaryFolder();
    await sundial(
      folder,
      [
        'account',
        'add',
        '--platform',
        'messenger',
        '--page-id',
        '1',
        '--name',
        'x',
        '--zone',
        'UTC',
        '--access-token-stdin',
      ],
      { input: 'some-page-key' },
    );
    const rows = Array.from({ length: 60_000 }, (_, n) => `61773416479${100_000 + n},7000000${n},Europe/Rome`);
    writeFileSync(join(folder, 'list.csv'), ['token,recipient,timezone', ...rows].join('\n'));
    const asking = new AbortController();
    const said = sundial(folder, ['tokens', 'import', 'list.csv', '--json'], {
      signal: asking.signal,
      isTerminal: true,
      onError: () => asking.abort(new DOMException('Asked to stop.', 'AbortError')),
    });
    expect(await said).toMatchObject({ code: 1, rows: [{ error: { code: 'cancelled' } }] });
    expect((await sundial(folder, ['tokens', 'list', '--json'])).rows).toEqual([]);
  });
});
