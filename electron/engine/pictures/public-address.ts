import { BlockList, isIP } from 'node:net';

/**
 * IPv4 that is no part of the public web (IANA special-purpose registry): this network, private, carrier-grade NAT, loopback,
 * link-local with the metadata services of clouds, protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved.
 * The last row is the metadata service of one cloud, which uses a public address for it.
 */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
];

/** The only IPv6 that is given out for the public web (IANA); IPv4-mapped, NAT64, unique local, link-local, multicast lie outside. */
const GLOBAL_V6 = ['2000::/3'];

/** Parts of it that are not: protocol assignments with Teredo, documentation, 6to4 (which carries any IPv4 address inside). */
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const notPublicV4 = listOf(NOT_PUBLIC_V4, 'ipv4');
const globalV6 = listOf(GLOBAL_V6, 'ipv6');
const notPublicV6 = listOf(NOT_PUBLIC_V6, 'ipv6');

/**
 * Whether an IP address belongs to the public web, so that a picture may be fetched from it (RELIABILITY S-40). What is no IP address,
 * one with a zone (`fe80::1%eth0`) included, is not.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublicV4.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && globalV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
    default:
      return false;
  }
}

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [start = '', bits = ''] = range.split('/');
    list.addSubnet(start, Number(bits), family);
  }
  return list;
}
