import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { ipcMain, protocol } from './gateways.ts';
import type { StandInPort } from './ports.ts';
import { type Rectangle, StandInEvent, stage } from './stage.ts';

/** A frame of a page. */
export interface StandInFrame {
  readonly frameTreeNodeId: number;
  readonly origin: string;
  readonly parent: StandInFrame | null;
}

let lastId = 0;

/** The page of a window. */
export class StandInContents extends EventEmitter {
  readonly id: number;
  readonly preferences: Readonly<Record<string, unknown>>;
  mainFrame: StandInFrame;
  /** How the page was answered last. */
  answer: Response | null = null;
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;
  /** What the preload listens to, by channel. */
  readonly preload = new EventEmitter();
  isGone = false;

  constructor(preferences: Readonly<Record<string, unknown>>) {
    super();
    lastId += 1;
    this.id = lastId;
    this.preferences = preferences;
    this.mainFrame = { frameTreeNodeId: lastId, origin: 'null', parent: null };
  }

  getLastWebPreferences(): Readonly<Record<string, unknown>> {
    return this.preferences;
  }

  setWindowOpenHandler(handler: StandInContents['openHandler']): void {
    this.openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  postMessage(channel: string, _message: unknown, ports: readonly StandInPort[] = []): void {
    this.preload.emit(channel, { ports: ports.map(({ real }) => real) });
  }

  /** A message from this page, or from a frame in it, as `ipcRenderer.invoke` sends it. */
  async invoke(
    channel: string,
    args: readonly unknown[],
    frame: StandInFrame | null = this.mainFrame,
  ): Promise<unknown> {
    return ipcMain.call(channel, { sender: this, senderFrame: frame }, structuredClone(args));
  }

  async load(url: string): Promise<void> {
    const { protocol: scheme } = new URL(url);
    this.mainFrame = { ...this.mainFrame, origin: url.replace(/^(\w+:\/\/[^/]*).*$/, '$1') };
    this.answer = (await protocol.handlers.get(scheme.slice(0, -1))?.(new Request(url))) ?? null;
  }

  /** Whether the page may go there by itself. */
  mayNavigate(
    name: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview',
    url: string,
  ): boolean {
    const event = new StandInEvent(url);
    this.emit(name, event);
    return !event.defaultPrevented;
  }
}

/** A window. */
export class StandInWindow extends EventEmitter {
  static readonly all = new Set<StandInWindow>();
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents: StandInContents;
  isShown = false;
  isFocused = false;
  bounds: Rectangle;

  constructor(
    options: Rectangle & { readonly webPreferences: Readonly<Record<string, unknown>> } & Record<string, unknown>,
  ) {
    super();
    this.options = options;
    this.bounds = { x: options.x, y: options.y, width: options.width, height: options.height };
    this.webContents = new StandInContents(options.webPreferences);
    StandInWindow.all.add(this);
    app.emit('web-contents-created', new StandInEvent(), this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
    stage.happened.emit('loaded', this);
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
    stage.happened.emit('hidden');
  }

  focus(): void {
    this.isFocused = true;
  }

  restore(): void {
    this.isShown = true;
  }

  maximize(): void {
    this.emit('maximize');
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  getNormalBounds(): Rectangle {
    return this.bounds;
  }

  /** As when a person closes it; whether it closed. */
  close(): boolean {
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.isShown = false;
    this.webContents.isGone = true;
    StandInWindow.all.delete(this);
    this.emit('closed');
    return true;
  }
}
app.closeAll = () => [...StandInWindow.all].every((window) => window.close());
