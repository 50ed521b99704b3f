import { startEngine } from '#cli/start-engine.ts';
import type { Engine } from '#engine/engine.ts';
import type { PictureNetwork } from '#engine/ports.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import { loadScreenFiles } from '#host/screen-files.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { testIo } from '#test/cli/support.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost } from '#web/web-host.ts';
import type { Served } from './served.ts';

/**
 * The web host with the built screens and a real engine, in the test's own process, so that the test can hand in the way to pictures
 * on the web; everything else is what `sundial serve` has. Nothing is sent.
 */
export async function serveHere(folder: string, pictures: PictureNetwork): Promise<Served> {
  const uploads = createUploads(folder, openSystemRandom());
  const invocation = {
    command: 'serve',
    args: [],
    options: {},
    io: testIo({ cwd: folder }).io,
    clock: openSystemClock(),
    json: true,
    yes: false,
    folder,
  };
  const engine = await startEngine(invocation, { store: 'threads', handedFile: uploads.handedFile });
  const host = await startWebHost({
    engine: withPictures(engine, pictures),
    files: loadScreenFiles(),
    uploads,
    port: 0,
  });
  const stop = async (): Promise<null> => {
    await host.stop();
    await engine.stop('cancel');
    return null;
  };
  return { address: host.newAddress(), port: host.port, stop, kill: async () => void (await stop()) };
}

/** The same engine with another way to pictures. */
function withPictures(engine: Engine, pictures: PictureNetwork): Engine {
  const { parts, services } = engine;
  const ports = { ...parts.ports, pictures };
  return {
    ...engine,
    run: (name, input, asked) =>
      name === 'picture.fetch'
        ? runUseCase(name, input, { parts: { ...parts, ports }, services, ...asked })
        : engine.run(name, input, asked),
  };
}
