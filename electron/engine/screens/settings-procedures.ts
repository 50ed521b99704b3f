import { answer, screens } from './implement-contract.ts';

/** What Settings asks. */
export const settingsProcedures = {
  read: screens.settings.read.handler(answer('settings.read')),
  write: screens.settings.write.handler(answer('settings.write')),
  zones: screens.settings.zones.handler(answer('settings.zones')),
};
