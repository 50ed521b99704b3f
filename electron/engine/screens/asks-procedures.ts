import { answer, follow, screens } from './implement-contract.ts';

/** What Ask asks. */
export const asksProcedures = {
  cards: screens.asks.cards.handler(answer('ask.cards')),
  save: screens.asks.save.handler(answer('ask.save')),
  remove: screens.asks.remove.handler(answer('ask.remove')),
  look: screens.asks.look.handler(answer('ask.look')),
  people: screens.asks.people.handler(answer('ask.people')),
  mayAsk: screens.asks.mayAsk.handler(answer('ask.mayAsk')),
  send: screens.asks.send.handler(answer('ask.send')),
  cancel: screens.asks.cancel.handler(answer('ask.cancel')),
  ledger: screens.asks.ledger.handler(answer('ask.ledger')),
  decide: screens.asks.decide.handler(answer('ask.decide')),
  guard: screens.asks.guard.handler(answer('ask.guard')),
  findWriters: screens.asks.findWriters.handler(follow('ask.findWriters')),
  tally: screens.asks.tally.handler(answer('ask.tally')),
  undecided: screens.asks.undecided.handler(answer('ask.undecided')),
  practise: screens.asks.practise.handler(answer('ask.practise')),
  followUp: screens.asks.followUp.handler(answer('ask.followUp')),
};
