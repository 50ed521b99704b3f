import { expect, test } from 'vitest';
import { readPictureAddress } from '#engine/pictures/picture-address.ts';
import { PICTURE_LIMITS } from '#engine/pictures/picture-limits.ts';

const hostOf = (text: string): string | null => {
  const address = readPictureAddress(text, null);
  return address.kind === 'address' ? address.host : null;
};

test('an https address is taken apart, without its fragment', () => {
  expect(readPictureAddress('https://Cafe.example:443/a b.png?w=1#top', null)).toEqual({
    kind: 'address',
    href: 'https://cafe.example/a%20b.png?w=1#top',
    host: 'cafe.example',
    site: 'cafe.example',
    path: '/a%20b.png?w=1',
  });
});

test('an address a site sends on to may be relative, and is judged like any other', () => {
  const base = 'https://cafe.example/menu/cake.png';
  expect(readPictureAddress('../big.png', base)).toMatchObject({ host: 'cafe.example', path: '/big.png' });
  expect(readPictureAddress('//other.example/a.png', base)).toMatchObject({ host: 'other.example' });
  expect(readPictureAddress('http://cafe.example/a.png', base)).toEqual({ kind: 'refused', why: 'notHttps' });
});

test('numbers written oddly are the IP address they mean, so that nothing hides behind them', () => {
  const loopback = [
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '１２７.0.0.1',
    '127。0。0。1',
  ];
  expect(loopback.map((host) => hostOf(`https://${host}/`))).toEqual(loopback.map(() => '127.0.0.1'));
  expect(hostOf('https://[::ffff:127.0.0.1]/')).toBe('::ffff:7f00:1');
});

test('other schemes, users, ports and what is no address are refused', () => {
  const schemes = [
    'http://cafe.example/a.png',
    'data:image/png;base64,AA',
    'file:///etc/passwd',
    'ftp://cafe.example/a',
  ];
  for (const text of [...schemes, 'javascript:alert(1)', 'blob:https://cafe.example/1']) {
    expect({ text, ...readPictureAddress(text, null) }).toEqual({ text, kind: 'refused', why: 'notHttps' });
  }
  const odd = ['', 'cake.png', 'https://', 'https://me@cafe.example/', 'https://:pw@cafe.example/', 'https://a b/'];
  const long = `https://cafe.example/${'x'.repeat(PICTURE_LIMITS.addressLength)}`;
  for (const text of [...odd, 'https://cafe.example:8443/', 'https://cafe.example:80/', 'https://999.1.1.1/', long]) {
    expect({ text, ...readPictureAddress(text, null) }).toEqual({ text, kind: 'refused', why: 'oddAddress' });
  }
});
