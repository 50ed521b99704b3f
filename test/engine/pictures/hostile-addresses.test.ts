import { expect, test } from 'vitest';
import { fetchPicture } from '#engine/pictures/fetch-picture.ts';
import { openPictureNetwork } from '#host/picture-network.ts';
import { epochMs } from '#shared/time/instant.ts';
import { drawPng } from '#test/support/draw-png.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { openPictureSite, sends, sendsOn } from '#test/support/picture-site.ts';

/** Ways to write this computer, its network and the services of clouds, as people try them on servers that fetch pictures. */
const PRIVATE = `
  127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0x0.0x0.0x1 017700000001 0177.0.0.01 127.0.0.1. 127.127.127.127
  0.0.0.0 0 0x0 １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]
  [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::]
  [2001::80ff:fffe] [fe80::1] [fc00::1] [fd00:ec2::254] [ff02::1] [::ffff:169.254.169.254] [::ffff:10.0.0.1]
  10.0.0.1 167772161 172.16.0.1 172.31.255.254 192.168.0.1 192.168.1.1 0xc0a80001 3232235521 169.254.169.254
  2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 100.100.100.200 100.64.0.1 192.0.0.192 168.63.129.16
  198.18.0.1 224.0.0.1 255.255.255.255 240.0.0.1 203.0.113.1
`
  .trim()
  .split(/\s+/);

/** Names that lead there; what a name looks like says nothing. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'metadata.google.internal': ['169.254.169.254'],
  '127.0.0.1.wildcard.example': ['127.0.0.1'],
  'localtest.example': ['127.0.0.1', '::1'],
  'router.local': ['192.168.1.1'],
  'first-public.example': ['93.184.215.14', '127.0.0.1'],
  'last-public.example': ['::1', '2606:4700::1111'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'zoned.example': ['fe80::1%lo'],
};

/** Addresses with another scheme, a user, a port, or a trick of writing. */
const ODD = String.raw`
  http://127.0.0.1/ ftp://127.0.0.1/ file:///etc/passwd gopher://127.0.0.1:25/_x dict://127.0.0.1:11211/
  data:image/png;base64,iVBORw0KGgo= javascript:alert(1) //127.0.0.1/ /etc/passwd https:/// https://127.0.0.1:22/
  https://cafe.example:8080/ https://cafe.example@127.0.0.1/ https://a:b@cafe.example/
  https://cafe.example:443@127.0.0.1/ https://127.0.0.1\@cafe.example:9/ https://[::1%25lo]/ https://[127.0.0.1]/
`
  .trim()
  .split(/\s+/);

test('no hostile address, name or redirect makes a connection to the canary on this computer', async () => {
  const picture = drawPng(2, 2, () => [1, 2, 3]);
  const hosts = [...PRIVATE, 'localhost', 'LOCALHOST', ...Object.keys(NAMES)];
  await using canary = await openPictureSite({ '/': sends(picture) });
  for (const [name, addresses] of Object.entries(NAMES)) canary.names.set(name, addresses);
  const clock = createFakeClock(epochMs(0));
  const { signal } = new AbortController();
  const refusalOf = async (url: string): Promise<string> => {
    const answer = await fetchPicture(url, { via: [], network: canary.network, clock, signal });
    return `${url} ${answer.kind === 'refused' ? answer.why : 'was fetched'}`;
  };
  const told = await Promise.all(hosts.map((host) => refusalOf(`https://${host}/`)));
  expect(told).toEqual(hosts.map((host) => `https://${host}/ privateAddress`));
  const odd = await Promise.all(ODD.map(refusalOf));
  expect(odd.filter((line) => !/ (notHttps|oddAddress|privateAddress)$/.test(line))).toEqual([]);
  expect({ asked: canary.asked, connections: canary.connections() }).toEqual({ asked: [], connections: 0 });
  // The canary does sing: the same question for a name of the public web reaches it.
  expect(await refusalOf('https://cafe.example/')).toBe('https://cafe.example/ was fetched');
  expect(canary.connections()).toBe(1);
});

test('a site of the public web that sends on to a hostile address makes no second connection', async () => {
  // A header is written in ASCII; the rest stays as it is.
  const inAscii = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, encodeURIComponent);
  const answers = Object.fromEntries(PRIVATE.map((host, index) => [`/${index}`, sendsOn(inAscii(`https://${host}/`))]));
  await using site = await openPictureSite(answers);
  const clock = createFakeClock(epochMs(0));
  const { signal } = new AbortController();
  const passed: string[] = [];
  for (const [index, host] of PRIVATE.entries()) {
    const url = `https://cafe.example/${index}`;
    const first = await fetchPicture(url, { via: [], network: site.network, clock, signal });
    // Whatever somebody agrees to.
    const via = first.kind === 'elsewhere' ? [first.host] : [];
    const answer = await fetchPicture(url, { via, network: site.network, clock, signal });
    if (answer.kind !== 'refused' || answer.why !== 'privateAddress') passed.push(`${host}: ${JSON.stringify(answer)}`);
  }
  expect(passed).toEqual([]);
  expect(site.connections()).toBe(2 * PRIVATE.length);
});

test('the host’s own way to pictures says what a name means, and connects to the given addresses whatever it means', async () => {
  const network = openPictureNetwork();
  expect(await network.addressesOf('127.0.0.1')).toEqual(['127.0.0.1']);
  expect(await network.addressesOf('::1')).toEqual(['::1']);
  expect((await network.addressesOf('localhost')).every((address) => /^(127\.|::1$)/.test(address))).toBe(true);
  // Too long for a name: nobody has to be asked.
  expect(await network.addressesOf(`${'a'.repeat(70)}.example`)).toEqual([]);
  const request = { host: 'cafe.example', port: 443, path: '/', addresses: [], bytes: 10 };
  expect(await network.get(request, AbortSignal.any([]))).toMatchObject({ kind: 'broken' });
});
