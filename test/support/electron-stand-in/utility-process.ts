import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { StandInPort } from './ports.ts';
import { stage } from './stage.ts';
import type { Wire } from './wire.ts';

const PARENT_PORT = new URL('./child-parent-port.ts', import.meta.url).href;

interface ForkOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdio?: readonly ('ignore' | 'pipe' | 'inherit')[];
  readonly serviceName?: string;
}

/** A process of Electron's `utilityProcess`, as a real process of Node with real ports: only the wire between them is another one. */
export class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePort>();
  #lastPort = 0;
  #isAlive = true;

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super();
    const [, out, error] = options.stdio ?? ['ignore', 'inherit', 'inherit'];
    this.#child = spawn(process.execPath, ['--import', PARENT_PORT, entry, ...args], {
      env: { ...options.env },
      stdio: ['ignore', out ?? 'inherit', error ?? 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const record = { pid: this.#child.pid ?? 0, serviceName: options.serviceName ?? '', isAlive: true };
    stage.children.push(record);
    this.#child.on('message', (wire) => this.#take(wire as Wire)); // what child-parent-port.ts sends
    this.#child.once('exit', (code) => {
      this.#isAlive = false;
      record.isAlive = false;
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
      stage.happened.emit('exit', record.serviceName);
    });
    stage.happened.emit('fork', record.serviceName);
  }

  get pid(): number | undefined {
    return this.#isAlive ? this.#child.pid : undefined;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  postMessage(data: unknown, ports: readonly StandInPort[] = []): void {
    this.#send({ kind: 'message', data, ports: ports.map(({ real }) => this.#hold(real)) });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #hold(port: MessagePort): number {
    this.#lastPort += 1;
    const id = this.#lastPort;
    this.#ports.set(id, port);
    port.on('message', (data: unknown) => this.#send({ kind: 'port', port: id, data }));
    port.on('close', () => {
      this.#ports.delete(id);
      this.#send({ kind: 'portClosed', port: id });
    });
    return id;
  }

  #take(wire: Wire): void {
    if (wire.kind === 'message') this.emit('message', wire.data);
    else if (wire.kind === 'port') this.#ports.get(wire.port)?.postMessage(wire.data);
    else this.#ports.get(wire.port)?.close();
  }

  #send(wire: Wire): void {
    if (this.#child.connected) this.#child.send(wire, () => undefined); // what is sent to a process that ends is lost
  }
}
