import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { GraphApi } from './graph/graph-api.ts';
import type { HostPorts } from './ports.ts';
import type { Store } from './store/store.ts';

/** What every use case and service of the engine works with; made once in the composition root (`engine.ts`) and handed down. */
export interface EngineParts {
  readonly store: Store;
  readonly ports: HostPorts;
  readonly graph: GraphApi;
  readonly zones: ZoneTable;
  /** Rule packs by name (DESIGN 4). */
  readonly rulePacks: ReadonlyMap<string, RulePack>;
  /** The workspace folder: staging files, rejects and backups live in it. */
  readonly folder: string;
}
