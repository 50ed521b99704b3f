import { generateKeyPairSync, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its private key, in PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Object identifiers in DER: ecdsa-with-SHA256, common name, subject alternative name (RFC 5280, RFC 5758). */
const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  subjectAltName: '0603551d11',
} as const;

/**
 * Makes a certificate that signs itself, for IPv4 addresses and names, valid from 2020 to 2049. Node makes
 * keys but no certificates, and a private key in the repository would look like a leak; so the few bytes are put together here.
 */
export function selfSignedCertificate(...hosts: readonly string[]): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, OID.ecdsaWithSha256);
  const name = der(0x30, der(0x31, der(0x30, OID.commonName + der(0x0c, hex('Sundial test')))));
  const validity = der(0x30, der(0x17, hex('200101000000Z')) + der(0x17, hex('491231235959Z')));
  const altName = der(0x30, OID.subjectAltName + der(0x04, der(0x30, hosts.map(altNameOf).join(''))));
  const version = der(0xa0, der(0x02, '02'));
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('hex');
  const extensions = der(0xa3, der(0x30, altName));
  const body = der(0x30, version + der(0x02, '01') + algorithm + name + validity + name + spki + extensions);
  const signature = sign('sha256', Buffer.from(body, 'hex'), privateKey).toString('hex');
  const certificate = der(0x30, body + algorithm + der(0x03, `00${signature}`));
  return {
    cert: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** An IPv4 address, or a name. */
function altNameOf(host: string): string {
  if (!isIPv4(host)) return der(0x82, hex(host));
  return der(
    0x87,
    host
      .split('.')
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join(''),
  );
}

function hex(text: string): string {
  return Buffer.from(text, 'ascii').toString('hex');
}

/** One DER element: tag, length, content; all in hex. */
function der(tag: number, content: string): string {
  const length = content.length / 2;
  const digits = length.toString(16);
  const bytes = digits.padStart(digits.length + (digits.length % 2), '0');
  const prefix = length < 0x80 ? '' : (0x80 + bytes.length / 2).toString(16);
  return tag.toString(16).padStart(2, '0') + prefix + bytes + content;
}

function pem(label: string, hexBytes: string): string {
  const lines =
    Buffer.from(hexBytes, 'hex')
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
