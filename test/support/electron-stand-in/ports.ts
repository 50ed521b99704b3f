import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's port outside of pages, around a real port of Node. */
export class StandInPort extends EventEmitter {
  /** What is handed on when this port is transferred; it can be used here no more then. */
  readonly real: MessagePort;

  constructor(real: MessagePort) {
    super();
    this.real = real;
  }

  postMessage(message: unknown): void {
    this.real.postMessage(message);
  }

  start(): void {
    this.real.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.real.on('close', () => this.emit('close'));
  }

  close(): void {
    this.real.close();
  }
}

/** Two ports of one line. */
export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}
