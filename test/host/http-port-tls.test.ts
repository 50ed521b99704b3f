import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpAnswer } from '#engine/ports.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { selfSignedCertificate, type TestCertificate } from '#test/support/self-signed-certificate.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

/** One POST to an HTTPS server with this certificate; tells the answer and how many requests arrived. */
async function post(
  certificate: TestCertificate,
  extraCertificates: string | null,
): Promise<{ answer: HttpAnswer; arrivals: number }> {
  let arrivals = 0;
  const server = createServer(certificate, (_request, response) => {
    arrivals += 1;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address
  const http = openUndiciHttpPort({ extraCertificates });
  open.push(http, server);
  const answer = await http.request({
    method: 'POST',
    origin: `https://127.0.0.1:${port}`,
    path: '/',
    headers: {},
    body: '{}',
    connectTimeoutMs: 5_000,
    timeoutMs: 5_000,
  });
  return { answer, arrivals };
}

describe('a request over TLS', () => {
  it('is answered by a server whose certificate is trusted', async () => {
    const certificate = selfSignedCertificate('127.0.0.1');
    const { answer, arrivals } = await post(certificate, certificate.cert);
    expect(answer).toMatchObject({ kind: 'answer', status: 200, body: '{}' });
    expect(arrivals).toBe(1);
  });

  it('does not leave for a server whose certificate nobody vouches for', async () => {
    const { answer, arrivals } = await post(selfSignedCertificate('127.0.0.1'), null);
    expect(answer.kind).toBe('notSent');
    expect(arrivals).toBe(0);
  });

  it('does not leave for a server with a trusted certificate of another address', async () => {
    const certificate = selfSignedCertificate('127.0.0.2');
    const { answer, arrivals } = await post(certificate, certificate.cert);
    expect(answer.kind).toBe('notSent');
    expect(arrivals).toBe(0);
  });

  it('is checked even where the environment asks not to', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { answer, arrivals } = await post(selfSignedCertificate('127.0.0.1'), null);
    expect(answer.kind).toBe('notSent');
    expect(arrivals).toBe(0);
  });
});
