import { aboutContract } from './about.ts';
import { accountsContract } from './accounts.ts';
import { activityContract } from './activity.ts';
import { asksContract } from './asks.ts';
import { calendarContract } from './calendar.ts';
import { dataContract } from './data.ts';
import { eventsContract } from './events.ts';
import { importsContract } from './imports.ts';
import { audienceContract, messagesContract } from './messages.ts';
import { peopleContract } from './people.ts';
import { picturesContract } from './pictures.ts';
import { planContract, testingContract } from './plan.ts';
import { progressContract, resultsContract } from './progress.ts';
import { rehearsalContract } from './rehearsal.ts';
import { relayContract } from './relay.ts';
import { settingsContract } from './settings.ts';
import { todayContract } from './today.ts';

/**
 * Everything a screen can ask of the engine, by place. The only way between them, over a MessagePort in the desktop app and a
 * WebSocket in the browser.
 */
export const contract = {
  about: aboutContract,
  asks: asksContract,
  activity: activityContract,
  calendar: calendarContract,
  today: todayContract,
  accounts: accountsContract,
  data: dataContract,
  events: eventsContract,
  imports: importsContract,
  people: peopleContract,
  pictures: picturesContract,
  messages: messagesContract,
  audience: audienceContract,
  plan: planContract,
  testing: testingContract,
  progress: progressContract,
  results: resultsContract,
  rehearsal: rehearsalContract,
  relay: relayContract,
  settings: settingsContract,
};
