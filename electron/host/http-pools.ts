import { Pool } from 'undici';
import { parseApiBase } from '#engine/graph/api-base.ts';

/** How connections are made; all values have defaults in {@link createHttpPools}. */
export interface HttpPoolOptions {
  /** Most connections to one origin. */
  readonly connections: number;
  /** Milliseconds after which an attempt to connect is given up, whoever still waits for it. */
  readonly connectTimeoutMs: number;
  /** Milliseconds an idle connection is kept when the server names no shorter time. */
  readonly idleMs: number;
  /** Certificates to trust besides the usual ones, in PEM; `null` = none. Verification itself cannot be switched off (RELIABILITY S-49). */
  readonly extraCertificates: string | null;
}

/** The connections of one host process, one pool for each origin. */
export interface HttpPools {
  /**
   * The pool of an origin.
   *
   * @throws {DomainError} `invalidInput` when the origin is no address or `http:` of another computer.
   */
  poolOf(origin: string): Pool;
  close(): Promise<void>;
}

/** Opens no connection yet; each pool connects when it is first used. */
export function createHttpPools(options: HttpPoolOptions): HttpPools {
  const pools = new Map<string, Pool>();
  return {
    poolOf(origin) {
      const known = pools.get(origin);
      if (known !== undefined) return known;
      const pool = openPool(parseApiBase(origin), options);
      pools.set(origin, pool);
      return pool;
    },
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.destroy()));
    },
  };
}

/**
 * One request at a time on a connection, HTTP/1.1 only: so a broken connection concerns exactly one request, and nothing below
 * us may send a request a second time. Deadlines are the port's own, hence no timeouts here.
 */
function openPool(origin: string, options: HttpPoolOptions): Pool {
  return new Pool(origin, {
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: options.idleMs,
    connect: {
      timeout: options.connectTimeoutMs,
      rejectUnauthorized: true,
      ...(options.extraCertificates === null ? {} : { ca: options.extraCertificates }),
    },
  });
}
