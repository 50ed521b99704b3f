import type { ListedToken } from '#engine/graph/graph-api.ts';
import type { WireError } from '#engine/store/thread-protocol.ts';
import type { Encoding } from '#shared/domain/list-file.ts';
import type { MapRequest } from './column-map.ts';
import type { DateOrderFacts } from './date-reader.ts';
import type { Staged, StagedAccount } from './stage.ts';
import type { ZoneAnswer } from './staging-order.ts';

/** What the staging thread is started with. Instants in milliseconds UTC. */
export interface StageOrder {
  readonly stagingPath: string;
  readonly databasePath: string;
  readonly account: StagedAccount;
  readonly at: number;
  readonly source:
    | {
        readonly kind: 'file';
        readonly path: string;
        /** The file as the person knows it; not given = its path. */
        readonly name?: string | undefined;
        readonly map: readonly MapRequest[];
        readonly encoding: Encoding | null;
        readonly dates: DateOrderFacts;
        /** Where rejected rows go; `null` = nowhere. */
        readonly rejectsPath: string | null;
        /** No rejects file is written when nothing is rejected: the file need not be read twice. */
        readonly onlyWithRejects?: boolean | undefined;
      }
    | { readonly kind: 'list'; readonly coolDownMs: number; readonly missingLimit: number };
  /** Set to 1 by the other side to end the work. */
  readonly cancel: SharedArrayBuffer;
}

/** What the staging thread is told while it works. */
export type ToStage =
  | { readonly kind: 'zones'; readonly answers: readonly ZoneAnswer[] }
  | { readonly kind: 'listed'; readonly tokens: readonly ListedToken[] }
  /** The walk of the list has ended; a complete one shows which tokens are missing. */
  | { readonly kind: 'walked'; readonly isComplete: boolean }
  /** What single reads of missing tokens gave. */
  | { readonly kind: 'read'; readonly found: readonly ListedToken[]; readonly gone: readonly string[] };

/** What the staging thread tells. */
export type FromStage =
  | { readonly kind: 'progress'; readonly rows: number; readonly bytes: number; readonly totalBytes: number }
  | { readonly kind: 'askZones'; readonly texts: readonly string[] }
  | { readonly kind: 'missing'; readonly tokens: readonly string[] }
  | { readonly kind: 'staged'; readonly staged: StagedImport }
  | { readonly kind: 'failed'; readonly error: WireError };

/** A finished staging file and what is known of its source. */
export interface StagedImport extends Staged {
  readonly source: 'file' | 'sync' | 'webhookLog';
  /** SHA-256 of the file; `null` for the platform's list. */
  readonly sha256: string | null;
  readonly factsAt: number;
}
