import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { containing, matching } from './matching.ts';
import { createWorld, type World } from './practice-kit.ts';

const card = (extra: object = {}) => ({
  attachment: { type: 'template', payload: { template_type: 'notification_messages', payload: 'offers', ...extra } },
});
const element = (extra: object = {}) => ({ payload: 'e', notification_messages_frequency: 'DAILY', ...extra });

/** A world with a person, '77', whose window is open. */
function openWorld(options: Parameters<typeof createWorld>[0] = {}): World {
  const world = createWorld(options);
  world.load({ token: '1', recipient: '77', topic: 'Other', lastInboundAt: world.now() });
  return world;
}

/** Lets the person write, so that the window is open again. */
function write(world: World): void {
  world.call('POST', '/practice/people/77', { action: 'message' });
}

describe('an opt-in request', () => {
  it('is accepted inside the 24 h window and stands in the ledger without a token', () => {
    const world = openWorld();
    const { body } = world.sendTo('77', card({ title: 'Weekly offers' }));
    expect(body).toEqual({ recipient_id: '77', message_id: matching(/./) });
    expect([...world.practice.ledger()]).toMatchObject([{ kind: 'optin', token: null, recipient: '77' }]);
  });

  it('is refused from the instant the window closes, 24 h after the person wrote', () => {
    const world = openWorld();
    world.pass(DAY - 1);
    expect(world.sendTo('77', card()).status).toBe(200);
    world.pass(1);
    expect(world.sendTo('77', card({ title: 'Events' })).code).toBe('10/2018278');
  });

  it('is refused with the Instagram code on Instagram, and for a person who never wrote', () => {
    const world = createWorld({ platform: 'instagram' });
    world.load({ token: '1', recipient: '77' });
    expect(world.sendTo('77', card()).code).toBe('10/2534022');
  });

  it('with the same title is refused until 7 × 24 h later', () => {
    const world = openWorld();
    world.sendTo('77', card({ title: 'Weekly offers' }));
    world.pass(7 * DAY - 1);
    write(world);
    expect(world.sendTo('77', card({ title: 'Weekly offers' })).code).toBe('613/1893016');
    world.pass(1);
    expect(world.sendTo('77', card({ title: 'Weekly offers' })).status).toBe(200);
  });

  it('without a title counts as one with the default title', () => {
    const world = openWorld();
    world.sendTo('77', card());
    expect(world.sendTo('77', card({ title: 'Updates and promotions' })).code).toBe('613/1893016');
  });

  it('with another title is accepted in the same window', () => {
    const world = openWorld();
    world.sendTo('77', card());
    expect(world.sendTo('77', card({ title: 'Events' })).status).toBe(200);
  });

  it('is refused as the second of a window in a strict world, until the person writes again', () => {
    const world = openWorld({ strict: true });
    world.sendTo('77', card());
    expect(world.sendTo('77', card({ title: 'Events' })).code).toBe('9/2018352');
    world.pass(HOUR);
    write(world);
    expect(world.sendTo('77', card({ title: 'Events' })).status).toBe(200);
  });

  it('has a title of at most 65 characters', () => {
    const world = openWorld();
    expect(world.sendTo('77', card({ title: 'x'.repeat(66) }))).toMatchObject({
      code: '100',
      message: containing('66'),
    });
    expect(world.sendTo('77', card({ title: 'x'.repeat(65) })).status).toBe(200);
  });

  it.each([
    ['no payload', { payload: undefined }],
    ['an unknown key', { colour: 'red' }],
    ['an unknown button text', { notification_messages_cta_text: 'BUY' }],
    ['an unknown picture shape', { image_aspect_ratio: 'horizontal' }],
    ['a picture that is no link', { image_url: 'hat.png' }],
    ['an empty carousel', { title: 'T', elements: [] }],
    ['six elements', { title: 'T', elements: Array(6).fill(element()) }],
    ['a carousel without a title', { elements: [element()] }],
    ['an element without payload', { title: 'T', elements: [element({ payload: undefined })] }],
    ['an element without frequency', { title: 'T', elements: [{ payload: 'e' }] }],
    ['an element title of 66 characters', { title: 'T', elements: [element({ title: 'x'.repeat(66) })] }],
  ])('is refused with 100 when it has %s', (_, extra) => {
    expect(openWorld().sendTo('77', card(extra)).code).toBe('100');
  });

  it('may be a carousel of five, and the titles of its elements count for the week', () => {
    const world = openWorld();
    const elements = ['A', 'B', 'C', 'D', 'E'].map((title) => element({ title }));
    expect(world.sendTo('77', card({ title: 'T', elements })).status).toBe(200);
    expect(world.sendTo('77', card({ title: 'C' })).code).toBe('613/1893016');
    expect(world.sendTo('77', card({ title: 'F' })).status).toBe(200);
  });

  it('may carry the documented options', () => {
    const options = {
      title: 'T',
      image_url: 'https://example.org/hat.png',
      image_aspect_ratio: 'SQUARE',
      notification_messages_cta_text: 'SIGN_UP',
      notification_messages_timezone: 'Europe/Rome',
    };
    expect(openWorld().sendTo('77', card(options)).status).toBe(200);
  });

  it('to a blocked person is refused with 551, to an unknown one with 100/2018001', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77', blocked: true, lastInboundAt: world.now() });
    expect([world.sendTo('77', card()).code, world.sendTo('78', card()).code]).toEqual(['551/1545041', '100/2018001']);
  });

  it('is refused while the Page is barred from asking', () => {
    const world = openWorld();
    world.call('POST', '/practice/account', { condition: 'cardsBarred' });
    expect(world.sendTo('77', card()).code).toBe('10/1404170');
  });
});

describe('opt-in requests on Instagram', () => {
  it('are duplicates only with the same title and the same picture', () => {
    const world = openWorld({ platform: 'instagram' });
    const image = (name: string) => card({ title: 'T', image_url: `https://example.org/${name}.png` });
    expect(world.sendTo('77', image('a')).status).toBe(200);
    expect(world.sendTo('77', image('b')).status).toBe(200);
    expect(world.sendTo('77', image('a')).code).toBe('613/1893016');
  });

  it('are five within 24 h; the sixth is taken 24 h after the first', () => {
    const world = openWorld({ platform: 'instagram' });
    for (const title of ['1', '2', '3', '4', '5']) expect(world.sendTo('77', card({ title })).status).toBe(200);
    world.pass(DAY - 1);
    expect(world.sendTo('77', card({ title: '6' })).code).toBe('9/2018352');
    world.pass(1);
    write(world);
    expect(world.sendTo('77', card({ title: '6' })).status).toBe(200);
  });

  it('have ten different titles within 7 × 24 h', () => {
    const world = openWorld({ platform: 'instagram' });
    for (let title = 1; title <= 10; title += 1) {
      write(world);
      expect(world.sendTo('77', card({ title: String(title) })).status).toBe(200);
      world.pass(8 * HOUR);
    }
    write(world);
    expect(world.sendTo('77', card({ title: '11' })).code).toBe('9/2018352');
    world.pass(7 * DAY - 10 * 8 * HOUR);
    write(world);
    expect(world.sendTo('77', card({ title: '11' })).status).toBe(200);
  });
});

describe('a simulated person', () => {
  const askAll = (world: World, people: number) => {
    const rows = Array.from({ length: people }, (_, index) => ({
      token: `1${index}`,
      recipient: `77${index}`,
      topic: 'Other',
      zone: 'Asia/Kathmandu',
      lastInboundAt: world.now(),
    }));
    world.load(...rows);
    for (const { recipient } of rows) expect(world.sendTo(recipient, card({ title: 'Offers' })).status).toBe(200);
  };
  const states = (world: World) => {
    const all = world.tokens();
    const offers = all.filter(({ topic }) => topic === 'Offers');
    return {
      offers: offers.length,
      stoppedOffers: offers.filter(({ state }) => state === 'stopped').length,
      stoppedOthers: all.filter(({ topic, state }) => topic === 'Other' && state === 'stopped').length,
    };
  };

  it('who is told to accept answers then and there, and not once more by themselves', () => {
    const world = createWorld({ limits: { sendsPerSecond: 0 } });
    askAll(world, 60);
    for (let index = 0; index < 60; index += 1) {
      world.call('POST', `/practice/people/77${index}`, { action: 'accept', topic: 'Offers' });
    }
    world.pass(15 * MINUTE);
    expect(states(world)).toEqual({ offers: 60, stoppedOffers: 0, stoppedOthers: 0 });
    expect(world.tokens().filter(({ topic }) => topic === 'Offers')).toHaveLength(60);
  });

  it('answers a card later: more than half accept within ten minutes, some stop everything, some ignore it', () => {
    const world = createWorld({ limits: { sendsPerSecond: 0 } });
    askAll(world, 400);
    expect(states(world)).toEqual({ offers: 0, stoppedOffers: 0, stoppedOthers: 0 });
    world.pass(11 * MINUTE);
    const { offers, stoppedOthers } = states(world);
    expect(offers).toBeGreaterThan(180);
    expect(offers).toBeLessThan(260);
    expect(stoppedOthers).toBeGreaterThan(5);
    expect(stoppedOthers).toBeLessThan(40);
  });

  it('who accepted may stop weeks later, and some of those resume', () => {
    const world = createWorld({ limits: { sendsPerSecond: 0 } });
    askAll(world, 400);
    const stopped: number[] = [];
    for (let day = 0; day < 40; day += 1) {
      world.pass(DAY);
      stopped.push(states(world).stoppedOffers);
    }
    expect(Math.max(...stopped)).toBeGreaterThan(stopped.at(-1) ?? 0);
    expect(stopped.at(-1)).toBeGreaterThan(0);
  });

  it('does the same in every run of the same seed, and not in another', () => {
    const run = (seed: number) => {
      const world = createWorld({ seed, limits: { sendsPerSecond: 0 } });
      askAll(world, 100);
      world.pass(30 * DAY);
      return world.call('GET', '/practice/tokens').text;
    };
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  it('who says yes gets a token that takes follow-ups, and no 24 h window', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77', topic: 'Other', zone: 'Asia/Kathmandu' });
    const { body } = world.call('POST', '/practice/people/77', { action: 'accept', topic: 'Offers' });
    const offered = body.tokens.find(({ topic }) => topic === 'Offers');
    expect(offered).toMatchObject({ zone: 'Asia/Kathmandu', state: 'active' });
    world.send(offered?.token ?? '');
    expect([...world.practice.ledger()]).toMatchObject([{ kind: 'followup', token: offered?.token }]);
    expect(world.sendTo('77', { text: 'Ciao' }).code).toBe('10/2018278');
  });

  it('who says yes to a topic they hold has that token renewed, stopped or not', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77', topic: 'Offers', state: 'stopped', createdAt: epochMs(0) });
    world.call('POST', '/practice/people/77', { action: 'accept', topic: 'Offers' });
    expect(world.send('1').status).toBe(200);
    expect(world.call('GET', '/notification_messages_1').body).toMatchObject({ user_token_status: 'REFRESHED' });
  });

  it('in a lively world now and then stops after a marketing message', () => {
    const sent = (lively: boolean) => {
      const world = createWorld({ lively, limits: { sendsPerSecond: 0 } });
      world.load(...Array.from({ length: 2_000 }, (_, index) => ({ token: `1${index}`, topic: 'Other' })));
      for (let index = 0; index < 2_000; index += 1) world.send(`1${index}`);
      world.pass(3 * HOUR);
      return states(world).stoppedOthers;
    };
    expect(sent(true)).toBeGreaterThan(0);
    expect(sent(false)).toBe(0);
  });
});

describe('a reply to a scoped id', () => {
  it('is accepted inside the window, and for seven days with the HUMAN_AGENT tag', () => {
    const world = openWorld();
    const path = `/v26.0/${world.pageId}/messages`;
    const human = {
      recipient: { id: '77' },
      message: { text: 'Ciao' },
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
    };
    expect(world.sendTo('77', { text: 'Ciao' }).status).toBe(200);
    world.pass(DAY);
    expect(world.sendTo('77', { text: 'Ciao' }).code).toBe('10/2018278');
    world.pass(6 * DAY - 1);
    expect(world.call('POST', path, human).status).toBe(200);
    world.pass(1);
    expect(world.call('POST', path, human).code).toBe('10/2018278');
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['reply', 'reply']);
  });

  it('with a tag that is gone is refused, and a typing sign is answered without a message', () => {
    const world = openWorld();
    const path = `/v26.0/${world.pageId}/messages`;
    const recipient = { id: '77' };
    expect(world.call('POST', path, { recipient, message: { text: 'Ciao' }, tag: 'ACCOUNT_UPDATE' }).code).toBe('100');
    expect(world.call('POST', path, { recipient, sender_action: 'typing_on' }).body).toEqual({ recipient_id: '77' });
    expect([...world.practice.ledger()]).toEqual([]);
  });

  it('becomes possible again when the person reacts', () => {
    const world = openWorld();
    world.pass(2 * DAY);
    world.call('POST', '/practice/people/77', { action: 'react' });
    expect(world.sendTo('77', { text: 'Ciao' }).status).toBe(200);
  });
});
