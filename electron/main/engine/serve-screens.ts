import { RPCHandler } from '@orpc/server/message-port';
import type { Engine } from '#engine/engine.ts';
import { screenRouter } from '#engine/screens/router.ts';

/** A port as Electron gives it to a process that is no page. */
export interface ScreenPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
}

/** Serves the contract to screens, over as many ports as there are. */
export function serveScreens(engine: Engine): (port: ScreenPort) => void {
  const handler = new RPCHandler(screenRouter);
  return (port) => {
    handler.upgrade(port, { context: { engine } });
    port.start();
  };
}
