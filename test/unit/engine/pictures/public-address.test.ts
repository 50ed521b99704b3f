import { expect, test } from 'vitest';
import { isPublicAddress } from '#engine/pictures/public-address.ts';

const PUBLIC = `
  1.1.1.1 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
  169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255
  198.20.0.0 203.0.112.255 223.255.255.255 2000::1 2001:200::1 2606:4700:4700::1111 2a00:1450:4001::200e 3ffe:ffff::1
`
  .trim()
  .split(/\s+/);

const NOT_PUBLIC: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.255.255.255', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  'unique local': ['fc00::1', 'fdff:ffff::1', 'fd00:ec2::254'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255', '100.100.100.200'],
  'link-local': ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1', 'fec0::1'],
  'clouds’ own services': ['168.63.129.16', '192.0.0.192'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  broadcast: ['255.255.255.255'],
  reserved: ['240.0.0.1', '4000::1', '5f00::1', '8000::1'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff:fff::1'],
  benchmarks: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'IPv4-mapped, public ones too': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::a00:1'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:a00:1::1', '192.88.99.1', '2001:0:7f00:1::1'],
  'no address': ['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '1.1.1.1.1', '[::1]', '2606:4700::1%eth0'],
};

test('addresses of the public web are, up to the edge of each range that is not', () => {
  expect(PUBLIC.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('no address of any other kind is public', () => {
  const passed = Object.entries(NOT_PUBLIC).flatMap(([kind, addresses]) =>
    addresses.filter(isPublicAddress).map((address) => ({ kind, address })),
  );
  expect(passed).toEqual([]);
});
