import { EventEmitter } from 'node:events';
import { enableCompileCache } from 'node:module';
import type { Wire } from './wire.ts';

/**
 * Loaded first into every process that the stand-in's `utilityProcess` starts: gives it the `process.parentPort` that Electron would,
 * and keeps what comes before anybody listens, as Electron does.
 */

enableCompileCache(); // the same sources are started many times

const send = (wire: Wire): void => void process.send?.(wire, undefined, {}, () => undefined);

class ChildPort extends EventEmitter {
  readonly #id: number;
  #waiting: unknown[] | null = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  postMessage(data: unknown): void {
    send({ kind: 'port', port: this.#id, data });
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.emit('message', { data, ports: [] });
  }

  take(data: unknown): void {
    if (this.#waiting === null) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }

  close(): void {
    send({ kind: 'portClosed', port: this.#id });
  }
}

const ports = new Map<number, ChildPort>();

class ParentPort extends EventEmitter {
  #waiting: unknown[] | null = [];

  constructor() {
    super();
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.#flush());
    });
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }

  take(message: unknown): void {
    if (this.#waiting === null) this.emit('message', message);
    else this.#waiting.push(message);
  }

  #flush(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const message of waiting) this.emit('message', message);
  }
}

const parentPort = new ParentPort();
process.on('message', (given) => {
  const wire = given as Wire; // what the stand-in's utility-process.ts sends
  if (wire.kind === 'port') return ports.get(wire.port)?.take(wire.data);
  if (wire.kind === 'portClosed') {
    ports.get(wire.port)?.emit('close');
    ports.delete(wire.port);
    return;
  }
  const came = wire.ports.map((id) => {
    const port = new ChildPort(id);
    ports.set(id, port);
    return port;
  });
  parentPort.take({ data: wire.data, ports: came });
});
// Electron ends its processes when main is gone.
process.once('disconnect', () => process.exit(0));
Object.assign(process, { parentPort });
