import { describe, expect, it } from 'vitest';
import { MINUTE } from '#shared/time/duration.ts';
import { createWorld, type World } from './practice-kit.ts';

function talkingWorld(): World {
  const world = createWorld();
  world.load(
    { token: '1', recipient: '77', name: 'Anna Rossi' },
    { token: '2', recipient: '78' },
    { token: '3', recipient: '79' },
  );
  world.call('POST', '/practice/people/77', { action: 'message', text: 'Buongiorno' });
  world.pass(MINUTE);
  world.send('1', { text: 'Sconti!' });
  return world;
}

describe('conversations', () => {
  it('are one per person, with id and update time, paged by after', () => {
    const world = talkingWorld();
    const first = world.call('GET', `/v26.0/${world.pageId}/conversations?platform=messenger&limit=2`).body;
    expect(first.data).toMatchObject([{ id: 't_77', updated_time: '2026-11-20T10:01:00+0000' }, { id: 't_78' }]);
    const { pathname, search } = new URL(first.paging.next);
    const rest = world.call('GET', `${pathname}${search}`).body;
    expect(rest.data).toMatchObject([{ id: 't_79' }]);
    expect(rest).not.toHaveProperty('paging');
  });

  it('are found by user_id, with the person’s name when asked for participants', () => {
    const world = talkingWorld();
    const find = (user: string) => world.call('GET', `/me/conversations?user_id=${user}&fields=participants`).body.data;
    expect(find('77')).toEqual([
      {
        id: 't_77',
        participants: {
          data: [
            { id: '77', name: 'Anna Rossi' },
            { id: world.pageId, name: 'Practice Café' },
          ],
        },
      },
    ]);
    expect(find('70')).toEqual([]);
  });

  it('of the other platform are refused', () => {
    const world = talkingWorld();
    expect(world.call('GET', '/me/conversations?platform=instagram').code).toBe('100');
  });

  it('show their messages, newest first, each with text, sender and receiver', () => {
    const world = talkingWorld();
    const { messages } = world.call('GET', '/v26.0/t_77?fields=messages').body;
    expect(messages.data).toHaveLength(2);
    const read = (id: string | undefined) =>
      world.call('GET', `/v26.0/${id}?fields=id,created_time,from,to,message`).body;
    expect(read(messages.data[0]?.id)).toMatchObject({
      message: 'Sconti!',
      from: { id: world.pageId },
      to: { data: [{ id: '77' }] },
    });
    expect(read(messages.data[1]?.id)).toMatchObject({ message: 'Buongiorno', from: { id: '77', name: 'Anna Rossi' } });
    expect(world.call('GET', '/t_77/messages?fields=message').body.data.map((row) => row.message)).toEqual([
      'Sconti!',
      'Buongiorno',
    ]);
  });

  it('show what somebody wrote before the world began, behind everything since, and nothing of who never wrote', () => {
    const world = createWorld();
    const wroteAt = world.now();
    world.load({ token: '1', recipient: '77', lastInboundAt: wroteAt }, { token: '2', recipient: '78' });
    world.pass(MINUTE);
    world.send('1', { text: 'Sconti!' });
    const shown = world.call('GET', '/t_77/messages?fields=message,created_time').body.data;
    expect(shown).toMatchObject([
      { message: 'Sconti!' },
      { message: 'Ciao!', created_time: '2026-11-20T10:00:00+0000' },
    ]);
    expect(world.call('GET', '/t_78/messages').body.data).toEqual([]);
    const [, silent] = world.call('GET', '/me/conversations').body.data;
    expect(silent).toMatchObject({ id: 't_78', updated_time: '2024-01-01T00:00:00+0000' });
  });

  it('let the 20 newest messages be read; an older one is answered as deleted', () => {
    const world = talkingWorld();
    const oldest = world.call('GET', '/t_77?fields=messages').body.messages.data.at(-1)?.id;
    for (let count = 0; count < 18; count += 1) world.sendTo('77', { text: `Risposta ${count}` });
    expect(world.call('GET', `/${oldest}`).status).toBe(200);
    world.sendTo('77', { text: 'Una di troppo' });
    expect(world.call('GET', `/${oldest}`).code).toBe('9000001');
    expect(world.call('GET', '/t_77?fields=messages').body.messages.data).toHaveLength(20);
  });

  it('and messages that do not exist are 100/33', () => {
    const world = talkingWorld();
    expect([world.call('GET', '/t_70').code, world.call('GET', '/m_abc-1').code]).toEqual(['100/33', '100/33']);
  });

  it('can be limited to two calls a second', () => {
    const world = createWorld({ limits: { conversationCallsPerSecond: 2 } });
    const codes = [1, 2, 3].map(() => world.call('GET', '/me/conversations').code);
    expect(codes).toEqual([null, null, '613']);
    world.pass(500);
    expect(world.call('GET', '/me/conversations').code).toBeNull();
  });
});
