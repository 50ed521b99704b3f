import { describe, expect, test } from 'vitest';
import { disarm } from '#engine/store/arming.ts';
import { execute, selectOne } from '#engine/store/database.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { containing } from '#test/cli/support.ts';
import { CARD } from '#test/support/ask-world.ts';
import { justSaidYes } from '#test/support/trial-world.ts';

const TOPIC = CARD.title ?? '';

describe('a trial right after a yes', () => {
  test('goes on at once: a first message, the platform’s leave, a second one', async () => {
    const { world, run, tester } = await justSaidYes();
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'ok' });
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted', isDayGivenBack: true });
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'ok' });
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted', isDayGivenBack: true });
    expect(world.states()).toEqual({ 'optin sent': 1, 'test sent': 2 });
  });

  test('goes on in the same way once the time for follow-ups is over', async () => {
    const { world, run, tester } = await justSaidYes();
    await world.pass(5 * MINUTE);
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted', isDayGivenBack: true });
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted' });
    expect(world.accepted('marketing')).toBe(1);
  });

  test('waits for the follow-ups that were prepared with the card', async () => {
    const { world, run, tester } = await justSaidYes(['Welcome!', 'Bread comes on Fridays.']);
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'wait', for: 'followUps' });
    await expect(run('campaign.test', tester)).rejects.toMatchObject({ message: containing('follow-ups') });
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toMatchObject({ 'followup sent': 2 });
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted' });
  });

  test('keeps a text that is too long for a follow-up until none can go, to the millisecond', async () => {
    const { world, run, tester } = await justSaidYes();
    execute(world.db, 'UPDATE campaign SET message_json = ?', [JSON.stringify({ text: 'x'.repeat(251) })]);
    const may = await run('campaign.mayTest', tester);
    expect(may).toMatchObject({ kind: 'not', reason: 'followUpsOpen' });
    const earliest = may.kind === 'not' ? (may.earliest?.at ?? 0) : 0;
    await world.clock.advance(earliest - world.clock.now() - 1);
    expect(await run('campaign.mayTest', tester)).toMatchObject({ kind: 'not' });
    await world.clock.advance(1);
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a test whose answer is lost', () => {
  test('in the minutes after a yes is never proven unsent and never goes twice: a person decides, and may then ask for the day', async () => {
    const { world, run, tester } = await justSaidYes();
    world.onRequest = ({ method }) => (method === 'POST' ? 'lose' : 'carry');
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'uncertain' });
    world.onRequest = () => 'carry';
    await world.dispatchFor(15 * MINUTE);
    expect(world.states()).toMatchObject({ 'test uncertain/uncertainAnswer': 1 });
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'wait', for: 'uncertain' });
    await expect(run('campaign.test', tester)).rejects.toMatchObject({ code: 'wrongState' });
    expect(world.accepted('followup')).toBe(1);
    const [undecided] = await run('ask.undecided', { account: 'a1' });
    expect(undecided).toMatchObject({ kind: 'test', isWaiting: true });
    await run('ask.decide', { request: undecided?.id, verdict: 'sent' });
    expect(await run('campaign.mayTest', tester)).toMatchObject({ kind: 'not', reason: 'coolDown' });
    expect(await run('campaign.allowTest', tester)).toEqual({ isDayGivenBack: true, text: null });
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'ok' });
  });

  test('and that is proven by reading the token leaves the day to be given back', async () => {
    const { world, run, tester } = await justSaidYes();
    await world.pass(15 * MINUTE);
    world.onRequest = ({ method }) => (method === 'POST' ? 'lose' : 'carry');
    await run('campaign.test', tester);
    world.onRequest = () => 'carry';
    await world.dispatchFor(10 * MINUTE);
    expect(world.states()).toMatchObject({ 'test sent/provenByReadBack': 1 });
    expect(await run('campaign.allowTest', tester)).toEqual({ isDayGivenBack: true, text: null });
    expect(await run('campaign.mayTest', tester)).toEqual({ kind: 'ok' });
  });
});

describe('follow-ups after a test in their minutes', () => {
  const write = (texts: readonly string[], permission: string) => ({ permission, texts });

  test('are numbered after it, as the platform counts them: the next one is short, and there are two at most', async () => {
    const { world, run, tester } = await justSaidYes();
    await run('campaign.test', tester);
    const tooLong = write(['x'.repeat(251)], tester.permission);
    await expect(run('ask.followUp', tooLong)).rejects.toMatchObject({ code: 'invalidMessage' });
    const three = write(['One', 'Two', 'Three'], tester.permission);
    await expect(run('ask.followUp', three)).rejects.toMatchObject({ code: 'wrongState', where: 'texts' });
    expect(await run('ask.followUp', write(['One', 'Two'], tester.permission))).toEqual({ planned: 2 });
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toMatchObject({ 'followup sent': 2 });
    expect(world.accepted('followup')).toBe(3);
  });
});

describe('the leave for a second message', () => {
  test('can be asked for again after the platform refused it, and the message then goes', async () => {
    const { world, run, tester } = await justSaidYes();
    await world.pass(5 * MINUTE);
    const refused = { status: 400, headers: {}, body: '{"error":{"message":"No role on this app.","code":10}}' };
    world.onRequest = ({ path }) => (path.includes('dev_support') ? { kind: 'answer', ...refused } : 'carry');
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted', isDayGivenBack: false });
    expect(await run('campaign.mayTest', tester)).toMatchObject({ kind: 'not', reason: 'coolDown' });
    expect(await run('campaign.allowTest', tester)).toEqual({ isDayGivenBack: false, text: 'No role on this app.' });
    world.onRequest = () => 'carry';
    expect(await run('campaign.allowTest', tester)).toEqual({ isDayGivenBack: true, text: null });
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted' });
    expect(world.states()).toMatchObject({ 'test sent': 2 });
  });

  test('gives back no day that another message has used since', async () => {
    const { world, run, tester } = await justSaidYes();
    await world.pass(5 * MINUTE);
    await run('campaign.test', tester);
    execute(world.db, 'UPDATE token_ledger SET last_accepted_at_ms = ?', [addMs(world.clock.now(), HOUR)]);
    expect(await run('campaign.allowTest', tester)).toMatchObject({ isDayGivenBack: false });
  });

  test('is not asked for while the account sends nothing, nor where the data was not compared', async () => {
    const { world, run, tester } = await justSaidYes();
    await run('campaign.test', tester);
    let calls = 0;
    world.onRequest = () => {
      calls += 1;
      return 'carry';
    };
    execute(world.db, `UPDATE account SET state = 'frozen', stop_reason = 'person', stopped_since_at_ms = 1`, []);
    await expect(run('campaign.allowTest', tester)).rejects.toMatchObject({ code: 'accountStopped' });
    execute(world.db, `UPDATE account SET state = 'active', stop_reason = NULL, stopped_since_at_ms = NULL`, []);
    disarm(world.db, { at: world.clock.now(), because: 'restored' });
    await expect(run('campaign.allowTest', tester)).rejects.toMatchObject({ code: 'wrongState', where: 'data' });
    expect(calls).toBe(0);
  });

  test('is not asked for before a test was accepted', async () => {
    const { run, tester } = await justSaidYes();
    await expect(run('campaign.allowTest', tester)).rejects.toMatchObject({ code: 'wrongState' });
  });
});

describe('people of the practice shop', () => {
  test('write and tap from the screen, and their window is open', async () => {
    const { world, run } = await justSaidYes();
    execute(world.db, 'UPDATE account SET is_practice = 1', []);
    const other = world.personWhoWrote(1);
    execute(world.db, 'UPDATE recipient SET last_inbound_at_ms = NULL WHERE id = ?', [other.id]);
    const asked = { account: 'a1', card: null };
    expect(await run('ask.practise', { ...asked, person: null, act: 'write' })).toEqual({ person: `p${other.id}` });
    const { last_inbound_at_ms: wrote } = selectOne(world.db, 'SELECT * FROM recipient WHERE id = ?', [other.id]) ?? {};
    expect(wrote).toBe(world.clock.now());
    // Then whoever wrote longest ago.
    const [lately, longAgo] = [world.personWhoWrote(2), world.personWhoWrote(3)];
    const writtenAt = 'UPDATE recipient SET last_inbound_at_ms = ? WHERE id = ?';
    execute(world.db, writtenAt, [addMs(world.clock.now(), -2 * DAY), lately.id]);
    execute(world.db, writtenAt, [addMs(world.clock.now(), -3 * DAY), longAgo.id]);
    expect(await run('ask.practise', { ...asked, person: null, act: 'write' })).toEqual({ person: `p${longAgo.id}` });
    const { id } = await run('ask.save', {
      id: null,
      account: 'a1',
      name: 'Bread',
      card: { ...CARD, elements: [] },
      followUps: [],
      version: null,
    });
    world.events.length = 0;
    await run('ask.practise', { account: 'a1', person: `p${other.id}`, act: 'tap', card: id });
    expect(world.events).toMatchObject([{ item: { sender: { id: other.scopedId }, optin: { title: TOPIC } } }]);
  });

  test('do nothing of the kind on a real account', async () => {
    const { world, run, person } = await justSaidYes();
    execute(world.db, 'UPDATE account SET is_practice = 0', []);
    const asked = { account: 'a1', person, act: 'write', card: null };
    await expect(run('ask.practise', asked)).rejects.toMatchObject({ code: 'wrongState' });
  });
});
