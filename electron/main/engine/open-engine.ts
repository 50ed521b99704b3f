import { hostname, tmpdir } from 'node:os';
import { createEngine, type Engine } from '#engine/engine.ts';
import { bootId } from '#host/boot-id.ts';
import { realFolder } from '#host/real-folder.ts';
import { resourcesWhenNeeded } from '#host/shipped-resources.ts';
import { createDesktopHost, type DesktopHost, type DesktopPlace } from './desktop-host.ts';
import type { MainLine } from './main-line.ts';

/** The engine of the desktop app with its host. */
export interface DesktopEngine {
  readonly engine: Engine;
  readonly host: DesktopHost;
  /** Stops sending, gives the workspace back, ends connections and log. */
  readonly stop: () => Promise<void>;
}

/**
 * Opens the workspace in this process.
 *
 * @throws {DomainError} what `createEngine` throws.
 */
export async function openEngine(line: MainLine, place: DesktopPlace): Promise<DesktopEngine> {
  const folder = realFolder(place.folder);
  const host = createDesktopHost(line, { ...place, folder });
  const { clock } = host.ports;
  try {
    const engine = await createEngine({
      folder,
      owner: { host: hostname(), pid: process.pid, bootId: bootId(), role: 'desktop', startedAt: clock.now() },
      store: 'threads',
      ports: host.ports,
      endpoints: host.endpoints,
      services: host.services,
      resources: resourcesWhenNeeded(),
      socketPlace: { platform: process.platform, temporaryFolder: tmpdir(), userId: process.getuid?.() ?? null },
    });
    host.ear.deliverTo((post, appSecret) => engine.receiveWebhook(post, { appSecret, accounts: 'practice' }));
    const stop = async (): Promise<void> => {
      try {
        await engine.stop('cancel');
      } finally {
        await host.close();
      }
    };
    return { engine, host, stop };
  } catch (error) {
    await host.close();
    throw error;
  }
}
