import { answer, follow, screens } from './implement-contract.ts';

/** What Settings and the first start ask about accounts. */
export const accountsProcedures = {
  list: screens.accounts.list.handler(answer('account.overview')),
  check: screens.accounts.check.handler(answer('account.check')),
  connect: screens.accounts.connect.handler(answer('account.connect')),
  change: screens.accounts.change.handler(answer('account.change')),
  pause: screens.accounts.pause.handler(answer('account.pause')),
  resume: screens.accounts.resume.handler(answer('account.resume')),
  fillNames: screens.accounts.fillNames.handler(follow('people.fillNames')),
  remove: screens.accounts.remove.handler(answer('account.remove')),
};
