import { answer, screens } from './implement-contract.ts';

/** What the page about relays asks. */
export const relayProcedures = { read: screens.relay.read.handler(answer('relay.read')) };
