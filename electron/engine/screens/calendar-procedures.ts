import { answer, screens } from './implement-contract.ts';

/** What Calendar asks. */
export const calendarProcedures = {
  read: screens.calendar.read.handler(answer('calendar.read')),
  contention: screens.calendar.contention.handler(answer('calendar.contention')),
};
