import { answer, screens } from './implement-contract.ts';
import { listen } from './listen.ts';

/** The whole contract, implemented; both transports serve this one (issue 3, Contract). */
export const screenRouter = screens.router({
  about: { read: screens.about.read.handler(answer('about.read')) },
  events: { listen: screens.events.listen.handler(listen) },
});
