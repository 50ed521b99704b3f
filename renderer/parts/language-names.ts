import type { Language } from '#shared/contract/settings.ts';

/** Every language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  de: 'Deutsch',
  ja: '日本語',
  id: 'Bahasa Indonesia',
};
