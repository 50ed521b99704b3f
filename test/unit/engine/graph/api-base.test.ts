import { describe, expect, it } from 'vitest';
import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';

describe('an API base', () => {
  it.each([
    ['https://graph.facebook.com', 'https://graph.facebook.com'],
    ['https://graph.facebook.com/', 'https://graph.facebook.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['http://[::1]:4000/', 'http://[::1]:4000'],
    ['http://localhost:4000', 'http://localhost:4000'],
  ])('%s is taken', (text, origin) => {
    expect(parseApiBase(text)).toBe(origin);
  });

  it.each([
    ['http://graph.facebook.com', 'must use https'],
    ['http://127.0.0.1.evil.example', 'must use https'],
    ['http://localhost.evil.example', 'must use https'],
    ['http://10.0.0.1', 'must use https'],
    ['http://[::2]', 'must use https'],
    ['ftp://127.0.0.1', 'must begin with https'],
    ['graph.facebook.com', 'is no address'],
    ['', 'is no address'],
    ['https://graph.facebook.com/v25.0', 'scheme, host and port only'],
    ['https://graph.facebook.com/?access_token=EAAcanary', 'scheme, host and port only'],
    ['https://user:EAAcanary@graph.facebook.com', 'must not hold a user name'],
  ])('%s is refused by name', (text, why) => {
    expect(() => parseApiBase(text)).toThrow(why);
    expect(() => parseApiBase(text)).not.toThrow('EAAcanary');
    expect(() => parseApiBase(text)).toThrow(expect.objectContaining({ code: 'invalidInput', where: 'api base' }));
  });

  it('on this computer is told from others', () => {
    expect(isLoopbackOrigin('http://127.0.0.1:1')).toBe(true);
    expect(isLoopbackOrigin('https://graph.facebook.com')).toBe(false);
    expect(isLoopbackOrigin('nonsense')).toBe(false);
  });
});
