/** The tabs of Ask, in order, each with its address. */
export const ASK_TABS = [
  { name: 'cards', to: '/ask' },
  { name: 'who', to: '/ask/who' },
  { name: 'sent', to: '/ask/sent' },
  { name: 'ways', to: '/ask/ways' },
  { name: 'trial', to: '/ask/try' },
] as const;
/** See {@link ASK_TABS}. */
export type AskTab = (typeof ASK_TABS)[number]['name'];
