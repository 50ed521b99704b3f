import type { Router } from '@orpc/server';
import type { contract } from '#shared/contract/contract.ts';
import { accountsProcedures } from './accounts-procedures.ts';
import { activityProcedures } from './activity-procedures.ts';
import { asksProcedures } from './asks-procedures.ts';
import { calendarProcedures } from './calendar-procedures.ts';
import { dataProcedures } from './data-procedures.ts';
import { answer, type ScreenContext, screens } from './implement-contract.ts';
import { importsProcedures } from './imports-procedures.ts';
import { listen } from './listen.ts';
import { audienceProcedures, messagesProcedures } from './messages-procedures.ts';
import { peopleProcedures } from './people-procedures.ts';
import { picturesProcedures } from './pictures-procedures.ts';
import { relayProcedures } from './relay-procedures.ts';
import {
  planProcedures,
  progressProcedures,
  rehearsalProcedures,
  resultsProcedures,
  testingProcedures,
} from './sending-procedures.ts';
import { settingsProcedures } from './settings-procedures.ts';
import { todayProcedures } from './today-procedures.ts';

/** The whole contract, implemented; both transports serve this one (issue 3, Contract). */
export const screenRouter: Router<typeof contract, ScreenContext> = screens.router({
  about: { read: screens.about.read.handler(answer('about.read')) },
  asks: asksProcedures,
  accounts: accountsProcedures,
  imports: importsProcedures,
  people: peopleProcedures,
  pictures: picturesProcedures,
  plan: planProcedures,
  testing: testingProcedures,
  progress: progressProcedures,
  results: resultsProcedures,
  rehearsal: rehearsalProcedures,
  data: dataProcedures,
  relay: relayProcedures,
  settings: settingsProcedures,
  activity: activityProcedures,
  calendar: calendarProcedures,
  today: todayProcedures,
  messages: messagesProcedures,
  audience: audienceProcedures,
  events: { listen: screens.events.listen.handler(listen) },
});
