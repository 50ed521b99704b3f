import { answer, screens } from './implement-contract.ts';
import { pour } from './pour.ts';

/** What Activity asks. */
export const activityProcedures = {
  deeds: screens.activity.deeds.handler(answer('activity.deeds')),
  tries: screens.activity.tries.handler(answer('activity.tries')),
  choices: screens.activity.choices.handler(answer('activity.choices')),
  exportDeeds: screens.activity.exportDeeds.handler(pour('activity.exportDeeds')),
  exportTries: screens.activity.exportTries.handler(pour('activity.exportTries')),
};
