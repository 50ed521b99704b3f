import { answer, screens } from './implement-contract.ts';

/** What Today asks. */
export const todayProcedures = {
  read: screens.today.read.handler(answer('today.read')),
  health: screens.today.health.handler(answer('today.health')),
};
