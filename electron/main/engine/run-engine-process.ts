import { DomainError } from '#shared/domain/errors.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { type FromEngine, type ToEngine, toEngineSchema, type WireRefusal } from './engine-messages.ts';
import { createHandedFiles } from './handed-files.ts';
import { type MainLine, openMainLine } from './main-line.ts';
import { type DesktopEngine, openEngine } from './open-engine.ts';
import { type ScreenPort, serveScreens } from './serve-screens.ts';
import { watchOutlook } from './watch-outlook.ts';

/** Main, as this process sees it. */
export interface MainPort {
  readonly on: (
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ScreenPort[] }) => void,
  ) => unknown;
  readonly postMessage: (message: FromEngine) => void;
}

/**
 * The engine's process: opens the workspace that main names, serves screens over the ports that come, and sends. It ends when main
 * says so; when main dies, Electron ends it, and the workspace's lock goes with it.
 */
export function runEngineProcess(main: MainPort): void {
  const line = openMainLine((message) => main.postMessage(message));
  const files = createHandedFiles();
  const ending = new AbortController();
  let opening: Promise<DesktopEngine | null> | null = null;
  let serve: Promise<((port: ScreenPort) => void) | null> = Promise.resolve(null);

  const act = (message: ToEngine, ports: readonly ScreenPort[]): void => {
    switch (message.kind) {
      case 'start':
        opening ??= start(line, { ...message, files }, ending.signal);
        serve = opening.then((desktop) => (desktop === null ? null : serveScreens(desktop.engine)));
        return;
      case 'port':
        void serve.then((take) => ports.forEach((port) => take?.(port)));
        return;
      case 'file':
        files.note(message.ticket, { path: message.path, name: message.name });
        line.tell({ kind: 'noted', ticket: message.ticket });
        return;
      case 'answer':
        return line.answered(message.id, message.value);
      case 'refusal':
        return line.refused(message.id, message.refusal);
      case 'practiceEnded':
        void opening?.then((desktop) => desktop?.host.practice.forget());
        return;
      case 'woke':
        void opening?.then((desktop) => desktop?.engine.services.changed());
        return;
      case 'stop':
        ending.abort('stop');
        void stop(line, opening);
        return;
      default:
        assertNever(message, 'message of main');
    }
  };
  main.on('message', ({ data, ports }) => act(toEngineSchema.parse(data), ports));
}

async function start(
  line: MainLine,
  place: Parameters<typeof openEngine>[1],
  signal: AbortSignal,
): Promise<DesktopEngine | null> {
  let desktop: DesktopEngine;
  try {
    desktop = await openEngine(line, place);
  } catch (error) {
    line.tell({ kind: 'failed', refusal: refusalOf(error), isOpen: false });
    return null;
  }
  line.tell({ kind: 'ready' });
  void sendFrom(desktop, line, signal);
  return desktop;
}

/** Screens are served while the database is checked; sending begins after it. */
async function sendFrom({ engine }: DesktopEngine, line: MainLine, signal: AbortSignal): Promise<void> {
  try {
    await engine.startSending();
  } catch (error) {
    if (!signal.aborted) line.tell({ kind: 'failed', refusal: refusalOf(error), isOpen: true });
  }
  await watchOutlook(engine, (outlook) => line.tell({ kind: 'outlook', outlook }), signal);
}

async function stop(line: MainLine, opening: Promise<DesktopEngine | null> | null): Promise<void> {
  await (await opening)?.stop();
  line.tell({ kind: 'stopped' });
}

/** What a person can act on crosses; anything else is a bug, and ends this process so that main starts a new one. */
function refusalOf(error: unknown): WireRefusal {
  if (!(error instanceof DomainError)) throw error;
  const { code, message, where, refusal } = error;
  return { code, message, where, refusal };
}
