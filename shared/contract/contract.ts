import { aboutContract } from './about.ts';
import { eventsContract } from './events.ts';

/**
 * Everything a screen can ask of the engine, by place. The only way between them, over a MessagePort in the desktop app and a
 * WebSocket in the browser.
 */
export const contract = {
  about: aboutContract,
  events: eventsContract,
};
