import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { createORPCClient } from '@orpc/client';
import { build } from 'vite';
import { Connection } from '#renderer/client/connection.ts';
import type { EngineClient } from '#renderer/client/engine-client.ts';
import { portTransport } from '#renderer/client/transport.ts';
import type { StandInContents } from '#test/support/electron-stand-in/pages.ts';

/** What the preload gives to a page. */
export interface Bridge {
  readonly askForPort: () => void;
  readonly ticketOf: (file: { readonly path: string }) => Promise<string>;
  readonly nextOpenedFile: () => Promise<{ readonly ticket: string; readonly name: string } | null>;
}

/** The page of a window as its scripts see it: the built preload has run, and the renderer's own client asks over the port. */
export interface Page {
  readonly bridge: Bridge;
  readonly connection: Connection;
  readonly engine: EngineClient;
  /** Everything that the preload put into the page, by name. */
  readonly exposed: ReadonlyMap<string, object>;
}

let preloadCode: Promise<string> | null = null;

/** The preload as it is shipped: built by the project's own configuration, to memory. */
export function builtPreload(): Promise<string> {
  preloadCode ??= buildPreload();
  return preloadCode;
}

async function buildPreload(): Promise<string> {
  const built = await build({
    configFile: join(import.meta.dirname, '..', '..', '..', 'vite.desktop.config.ts'),
    mode: 'preload',
    logLevel: 'silent',
    build: { write: false },
  });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const [only] = outputs;
  if (only?.type !== 'chunk' || outputs.length !== 1) throw new Error('The preload must be one file.');
  return only.code;
}

/** Runs the preload for a page, then opens the renderer's connection over what it exposes. */
export async function openPage(contents: StandInContents): Promise<Page> {
  const exposed = new Map<string, object>();
  const window = new PageWindow(contents.mainFrame.origin);
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: object) => exposed.set(name, api) },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => contents.invoke(channel, args),
      on: (channel: string, listener: (event: unknown) => void) => contents.preload.on(channel, listener),
    },
    webUtils: { getPathForFile: (file: { readonly path: string }) => file.path },
  };
  runInContext(await builtPreload(), createContext({ require: () => electron, window, exports: {}, module: {} }));
  const bridge = exposed.get('sundial') as Bridge; // what the preload is for; its shape is tested
  Object.assign(globalThis, { window });
  const connection = new Connection(portTransport(bridge as never)); // a test's file is no File of a browser
  return { bridge, connection, exposed, engine: createORPCClient(connection) };
}

/** As much of a browser's window as the renderer's transport uses. */
class PageWindow {
  readonly location: { readonly origin: string };
  readonly #listeners = new Set<(event: unknown) => void>();

  constructor(origin: string) {
    this.location = { origin };
  }

  addEventListener(_name: 'message', listener: (event: unknown) => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_name: 'message', listener: (event: unknown) => void): void {
    this.#listeners.delete(listener);
  }

  postMessage(data: unknown, origin: string, ports: readonly unknown[]): void {
    if (origin !== this.location.origin) return;
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener({ source: this, data, ports });
    });
  }
}
