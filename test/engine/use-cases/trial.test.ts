import { describe, expect, test } from 'vitest';
import { execute, selectOne } from '#engine/store/database.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { AskWorld, CARD } from '#test/support/ask-world.ts';

const TOPIC = CARD.title ?? '';

/** A world with one person who has just said yes to a card, and a draft `c1`. */
async function justSaidYes(followUps: readonly string[] = []) {
  const world = new AskWorld();
  const { id, scopedId } = world.personWhoWrote(0);
  await world.plan([id], { followUps });
  await world.dispatchFor(2 * SECOND);
  const token = await world.yes(id, scopedId, TOPIC);
  world.addDraft('Two for one', [TOPIC]);
  const services = {
    machineZone: () => 'Europe/Rome',
    changed: () => undefined,
    practiceAct: async ({ person, action, topic }: { person: string; action: string; topic: string | null }) =>
      world.act(person, action, topic === null ? {} : { topic }),
  };
  const run = async <Name extends UseCaseName>(name: Name, input: object): Promise<UseCaseOutput<Name>> => {
    const answered = await runUseCase(name, input, {
      parts: world.parts,
      services: services as unknown as EngineServices, // these use cases ask no more of the host
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
    return answered.document as UseCaseOutput<Name>; // what the use case of this name returns
  };
  return { world, run, person: `p${id}`, tester: { campaign: 'c1', permission: `t${token}` } };
}

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
    await expect(run('campaign.test', tester)).rejects.toMatchObject({ code: 'wrongState' });
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
