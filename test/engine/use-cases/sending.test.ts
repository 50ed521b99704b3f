import { describe, expect, test } from 'vitest';
import { execute } from '#engine/store/database.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import type { PlanOverview } from '#shared/contract/plan.ts';
import type { TokenId } from '#shared/domain/ids.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';

const DRAFT = { state: 'draft', launched_at_ms: null, message_hash: null };
const NOW_FOR_ALL = { time: { kind: 'now' } as const };

/** A world with people and one draft `c1`, and its use cases. */
function world(people: number, columns: ConstructorParameters<typeof DispatchWorld>[0] = {}) {
  const made = new DispatchWorld(columns);
  const permissions = Array.from({ length: people }, () => made.addPerson().token);
  made.addUntriedCampaign(DRAFT, NOW_FOR_ALL);
  const services = { machineZone: () => 'Europe/Rome', changed: () => undefined };
  const run = async <Name extends UseCaseName>(name: Name, input: object): Promise<UseCaseOutput<Name>> => {
    const context = {
      parts: made.parts,
      services: services as unknown as EngineServices, // these use cases ask no more of the host
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const named = name.startsWith('campaign.') ? { campaign: 'c1', ...input } : input;
    const answered = await runUseCase(name, named, context);
    if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
    return answered.document as UseCaseOutput<Name>; // what the use case of this name returns
  };
  const review = async (): Promise<PlanOverview> => {
    const plan = await run('campaign.overview', {});
    if (plan.kind !== 'plan') throw new Error('It was launched already.');
    return plan;
  };
  return { made, run, review, permission: (index: number) => `t${permissions[index] ?? 0}`, permissions };
}

const AGREED = { acceptPaceLoss: false, typedCount: null };

describe('a plan for the screens', () => {
  test('counts by zone and hour, and lists people page by page', async () => {
    const { review, run } = world(5);
    const plan = await review();
    expect(plan).toMatchObject({ scheduled: 5, skipped: 0, typedCount: null, isAnswered: false });
    expect(plan.map.zones).toHaveLength(1);
    expect(plan.map.zones[0]).toMatchObject({ zone: 'Europe/Rome', count: 5, perHour: [5] });
    const ask = { planId: plan.planId, group: 'scheduled', limit: 3 };
    const first = await run('campaign.planPeople', { ...ask, after: null });
    const second = await run('campaign.planPeople', { ...ask, after: first.next });
    expect([...first.rows, ...second.rows].map(({ person }) => person)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    expect(second.next).toBeNull();
  });

  test('keeps the two newest plans, and says when an older one is gone', async () => {
    const { review, run } = world(2);
    const plans = [await review(), await review(), await review()];
    const ask = { group: 'scheduled', after: null, limit: 10 };
    const peopleOf = (plan: PlanOverview | undefined) => run('campaign.planPeople', { ...ask, planId: plan?.planId });
    expect((await peopleOf(plans[2])).rows).toHaveLength(2);
    expect((await peopleOf(plans[1])).rows).toHaveLength(2);
    await expect(peopleOf(plans[0])).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('a reviewed launch', () => {
  test('happens once under a double call, and a second call is no error', async () => {
    const { review, run, made } = world(3);
    const { reviewed } = await review();
    const launch = () => run('campaign.launchReviewed', { reviewed, ...AGREED });
    const both = await Promise.all([launch(), launch()]);
    expect(both.filter(({ wasLaunchedBefore }) => wasLaunchedBefore)).toHaveLength(1);
    expect(await launch()).toEqual({ state: 'scheduled', wasLaunchedBefore: true });
    expect(made.states()).toEqual({ scheduled: 3 });
    expect(await run('campaign.overview', {})).toEqual({ kind: 'launched', state: 'scheduled' });
  });

  test('is not made when the message or the people changed since', async () => {
    const { review, run, made } = world(3);
    const { reviewed } = await review();
    made.addPerson();
    const launch = () => run('campaign.launchReviewed', { reviewed, ...AGREED });
    await expect(launch()).rejects.toMatchObject({ code: 'confirmationNeeded', where: 'plan' });
    execute(made.db, `UPDATE campaign SET message_json = '{"text":"Other"}' WHERE id = 1`, []);
    await expect(launch()).rejects.toMatchObject({ code: 'confirmationNeeded', where: 'plan' });
    expect(made.states()).toEqual({});
  });

  test('wants the number typed above 200 people on a real account', async () => {
    const { review, run, made } = world(201, { is_practice: 0, rule_pack: '2025-rolling-48h' });
    const { reviewed, typedCount } = await review();
    expect(typedCount).toBe(201);
    const launch = (typed: number | null) =>
      run('campaign.launchReviewed', { reviewed, acceptPaceLoss: false, typedCount: typed });
    await expect(launch(null)).rejects.toMatchObject({ code: 'confirmationNeeded', where: 'count' });
    await expect(launch(200)).rejects.toMatchObject({ code: 'confirmationNeeded', where: 'count' });
    expect(await launch(201)).toMatchObject({ wasLaunchedBefore: false });
    expect(made.states()).toEqual({ scheduled: 201 });
  });
});

describe('a test message', () => {
  test('is sent once, counted nowhere, and leaves the tester their day', async () => {
    const { made, run, permission, permissions } = world(2);
    const answer = await run('campaign.test', { permission: permission(0) });
    expect(answer).toMatchObject({ outcome: 'accepted', isDayGivenBack: true });
    expect(made.platform.arrivals).toHaveLength(1);
    expect((await run('campaign.progress', {})).counts.planned).toBe(0);
    const ledger = await made.store.read('testing.tester', {
      campaignId: 1 as never, // the draft
      tokenId: permissions[0] as TokenId, // a row id
      at: FRIDAY_10_ROME,
    });
    expect(ledger?.token.lastAcceptedAt).toBeNull();
    expect(await run('campaign.test', { permission: permission(0) })).toMatchObject({ outcome: 'accepted' });
  });

  test('uses up the day where the platform does not give it back', async () => {
    const { made, run, permission } = world(1);
    made.platform.onPost = () => {
      made.platform.isReachable = false;
      return { kind: 'accept' };
    };
    expect(await run('campaign.test', { permission: permission(0) })).toMatchObject({ isDayGivenBack: false });
    await expect(run('campaign.test', { permission: permission(0) })).rejects.toMatchObject({ code: 'wrongState' });
    expect(made.platform.arrivals).toHaveLength(1);
  });

  test('whose answer is lost stays undecided, is never sent again, and is settled by reading the token', async () => {
    const { made, run, permission } = world(1);
    made.platform.onPost = () => ({ kind: 'acceptAndLose' });
    expect(await run('campaign.test', { permission: permission(0) })).toMatchObject({
      outcome: 'uncertain',
      isDayGivenBack: null,
    });
    expect(made.states()).toEqual({ 'uncertain/uncertainAnswer': 1 });
    await expect(run('campaign.test', { permission: permission(0) })).rejects.toMatchObject({ code: 'wrongState' });
    const dispatcher = made.dispatcher();
    await dispatcher.start();
    await made.pass(5_000);
    await dispatcher.stop();
    expect(made.states()).toEqual({ 'sent/provenByReadBack': 1 });
    expect(made.platform.arrivals).toHaveLength(1);
  });

  test('whose answer cannot be stored is told as interrupted after the next start, and never sent again by itself', async () => {
    const { made, run, permission } = world(1);
    made.platform.onPost = () => {
      // From here on the disk is full, until Sundial is started again.
      execute(made.db, `CREATE TRIGGER full_disk BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'full'); END`, []);
      return { kind: 'acceptAndLose' };
    };
    await expect(run('campaign.test', { permission: permission(0) })).rejects.toThrow('full');
    expect(made.states()).toEqual({ sending: 1 });
    execute(made.db, 'DROP TRIGGER full_disk', []);
    made.platform.onRead = () => 'noAnswer';
    const dispatcher = made.dispatcher();
    await dispatcher.start();
    expect(made.states()).toEqual({ 'uncertain/crashedWhileSending': 1 });
    expect(await run('ask.undecided', { account: 'a1' })).toMatchObject([{ kind: 'test', isWaiting: false }]);
    expect(await run('campaign.mayTest', { permission: permission(0) })).toEqual({ kind: 'wait', for: 'uncertain' });
    await made.pass(60_000);
    await dispatcher.stop();
    expect(made.platform.arrivals).toHaveLength(1);
  });

  test('that never arrived is not sent later by itself, even while its campaign runs', async () => {
    const { made, run, review, permission } = world(1);
    made.platform.onPost = () => ({ kind: 'answer', answer: { outcome: 'uncertain', text: 'cut' } });
    await run('campaign.test', { permission: permission(0) });
    made.platform.onPost = () => ({ kind: 'accept' });
    const dispatcher = made.dispatcher();
    await dispatcher.start();
    await made.pass(30_000);
    expect(made.states()).toEqual({ 'missed/windowClosed': 1 });
    const { reviewed } = await review();
    await run('campaign.launchReviewed', { reviewed, ...AGREED });
    dispatcher.nudge();
    await made.pass(5_000);
    await dispatcher.stop();
    expect(made.states()).toEqual({ 'missed/windowClosed': 1, sent: 1 });
    expect(made.platform.arrivals).toHaveLength(2);
  });

  test.each([
    ['stopped', 'refused', 'failed/platformStopped'],
    ['badRequest', 'refused', 'failed/platformBadRequest'],
    ['tooEarly', 'refused', 'missed/refusedTooEarly'],
    ['throttled', 'notSent', 'missed/throttled'],
    ['blocked', 'notSent', 'missed/accountPaused'],
    ['notSent', 'notSent', 'missed/notBegun'],
  ] as const)('that is answered "%s" ends at once', async (outcome, told, state) => {
    const { made, run, permission } = world(1);
    made.platform.onPost = () => ({ kind: 'answer', answer: { outcome } });
    expect((await run('campaign.test', { permission: permission(0) })).outcome).toBe(told);
    expect(made.states()).toEqual({ [state]: 1 });
  });
});

describe('progress and results', () => {
  test('tell what waits, what was accepted when, and who, with a search', async () => {
    const { made, run, review } = world(40);
    const { reviewed } = await review();
    await run('campaign.launchReviewed', { reviewed, ...AGREED });
    const before = await run('campaign.progress', {});
    expect(before).toMatchObject({ state: 'scheduled', counts: { pending: 40 }, estimate: { kind: 'sending' } });
    const dispatcher = made.dispatcher();
    await dispatcher.start();
    await made.pass(10_000);
    await dispatcher.stop();
    const done = await run('campaign.progress', {});
    expect(done).toMatchObject({ state: 'finished', counts: { sent: 40, pending: 0 }, estimate: { kind: 'over' } });
    const tally = await run('campaign.tally', {});
    expect(tally.accepted.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    execute(made.db, `UPDATE recipient SET display_name = 'Anna Bell' WHERE id = 7`, []);
    const asked = { outcome: 'sent', reason: null, after: null, limit: 30 };
    const found = await run('campaign.outcomes', { ...asked, search: 'bell' });
    expect(found.rows.map(({ name }) => name)).toEqual(['Anna Bell']);
    const first = await run('campaign.outcomes', { ...asked, search: '' });
    const second = await run('campaign.outcomes', { ...asked, search: '', after: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 10, null]);
    execute(made.db, 'UPDATE notification_token SET stopped_at_ms = ? WHERE id = 7', [made.clock.now()]);
    expect((await run('campaign.tally', {})).stopsAfter).toBe(1);
  });

  test('show what nobody can tell with its evidence, and take a word twice', async () => {
    const { made, run, review } = world(1);
    const { reviewed } = await review();
    await run('campaign.launchReviewed', { reviewed, ...AGREED });
    made.platform.onPost = () => ({ kind: 'acceptAndLose' });
    made.platform.onRead = () => 'noAnswer';
    const dispatcher = made.dispatcher();
    await dispatcher.start();
    await made.pass(3_000);
    await dispatcher.stop();
    const [one] = await run('campaign.undecided', {});
    expect(one).toMatchObject({
      id: 'd1',
      reason: 'uncertainAnswer',
      outcome: 'uncertain',
      text: 'the answer was cut',
    });
    expect(one?.reads[0]?.verdict).toBe('noAnswer');
    const say = () => run('campaign.decideOne', { delivery: 'd1', verdict: 'sent' });
    expect([await say(), await say()]).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(await run('campaign.undecided', {})).toEqual([]);
  });
});
