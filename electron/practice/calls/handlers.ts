import type { Call, ControlCall, Outcome, Platform } from '#practice/platform.ts';
import type { CallName, ControlName } from '#practice/routes.ts';
import { changeAccount, changeClock, changePerson, changeToken } from './control-calls.ts';
import { account, accounts, ledger, person, tokens } from './control-views.ts';
import { listConversations, listMessages, readConversation, readMessageCall } from './conversation-calls.ts';
import { debugToken, permissions, readPage, readSubscriptions, subscribe } from './page-calls.ts';
import { send } from './send-call.ts';
import { devSupport, listTokens, readToken } from './token-calls.ts';

/** The calls that need an access token. */
export const GRAPH_CALLS: Readonly<
  Record<Exclude<CallName, ControlName>, (platform: Platform, call: Call) => Outcome>
> = {
  send,
  listTokens,
  readToken,
  devSupport,
  listConversations,
  readConversation,
  listMessages,
  readMessage: readMessageCall,
  debugToken,
  permissions,
  readSubscriptions,
  subscribe,
  readPage,
};

/** The practice platform's own calls. */
export const CONTROL_CALLS: Readonly<Record<ControlName, (platform: Platform, call: ControlCall) => Outcome>> = {
  account,
  accounts,
  ledger,
  tokens,
  person,
  changePerson,
  changeToken,
  changeAccount,
  changeClock,
};
