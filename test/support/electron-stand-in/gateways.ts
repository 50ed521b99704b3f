/** Electron's ways between pages and main: messages, addresses, permissions. */

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** Electron's `ipcMain`, as far as answers to questions go. */
export const ipcMain = {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    ipcMain.handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    ipcMain.handlers.delete(channel);
  },
  async call(channel: string, event: unknown, args: readonly unknown[]): Promise<unknown> {
    const handler = ipcMain.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler(event, ...args));
  },
};

/** Electron's `protocol`. */
export const protocol = {
  privileged: new Map<string, Readonly<Record<string, boolean>>>(),
  handlers: new Map<string, (request: Request) => Promise<Response> | Response>(),
  registerSchemesAsPrivileged(
    schemes: readonly { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[],
  ): void {
    for (const { scheme, privileges } of schemes) protocol.privileged.set(scheme, privileges);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response> | Response): void {
    protocol.handlers.set(scheme, handler);
  },
};

type PermissionRequest = (contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void;
type PermissionCheck = (contents: unknown, permission: string) => boolean;
type DeviceCheck = (details: unknown) => boolean;
type MediaRequest = (request: unknown, answer: (streams: object) => void) => void;
type BeforeRequest = (details: { readonly url: string }, answer: (said: { readonly cancel: boolean }) => void) => void;

/** Electron's `Session` with the handlers that the app set on it; Electron allows everything where none is set. */
class StandInSession {
  request: PermissionRequest | null = null;
  check: PermissionCheck | null = null;
  device: DeviceCheck | null = null;
  media: MediaRequest | null = null;
  before: BeforeRequest | null = null;
  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest): void => {
      this.before = handler;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.request = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.check = handler;
  }

  setDevicePermissionHandler(handler: DeviceCheck): void {
    this.device = handler;
  }

  setDisplayMediaRequestHandler(handler: MediaRequest): void {
    this.media = handler;
  }
}

/** The session of all windows. */
export const defaultSession = new StandInSession();
