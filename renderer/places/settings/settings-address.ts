/** The sections of Settings, in the order of their tabs. */
export const SETTINGS_SECTIONS = ['accounts', 'sending', 'language', 'data', 'about', 'diagnostics'] as const;
/** See {@link SETTINGS_SECTIONS}. */
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What stands in the address of Settings: the section shown; accounts when none is named. */
export function readSettingsAddress(search: Readonly<Record<string, unknown>>): { readonly section?: SettingsSection } {
  const section = SETTINGS_SECTIONS.find((one) => one === search['section']);
  return section === undefined ? {} : { section };
}

/** What stands in the address of Connect: the account that gets its key; a new one when none is named. */
export function readConnectAddress(search: Readonly<Record<string, unknown>>): { readonly account?: string } {
  const account = search['account'];
  return typeof account === 'string' && /^a\d+$/.test(account) ? { account } : {};
}
