import { useTranslation } from 'react-i18next';
import type { AccountView, ConnectInput } from '#shared/contract/accounts.ts';
import type { Platform } from '#shared/domain/account.ts';

/** What stands in the fields of Connect; empty texts are asked of Meta. */
export interface ConnectValues {
  readonly platform: Platform;
  readonly accessToken: string;
  readonly storeSecretInFile: boolean;
  readonly name: string;
  readonly pageId: string;
  readonly igId: string;
  readonly zone: string;
  readonly apiBase: string;
}

const DIGITS = /^\d{1,30}$/;

/** What the fields begin with: of the account that gets its key, or of nothing but the zone guessed from this computer. */
export function connectValues(account: AccountView | null, zone: string): ConnectValues {
  const empty = { accessToken: '', storeSecretInFile: false };
  if (account === null) return { ...empty, platform: 'messenger', name: '', pageId: '', igId: '', zone, apiBase: '' };
  return {
    ...empty,
    platform: account.platform,
    name: account.name,
    pageId: digitsOf(account.pageId),
    igId: digitsOf(account.igId),
    zone: account.pageZone,
    apiBase: account.apiBase === META ? '' : (account.apiBase ?? ''),
  };
}

/** An account made for a list before its Page was connected has a stand-in instead of digits. */
function digitsOf(id: string | null): string {
  return id !== null && DIGITS.test(id) ? id : '';
}

/** Where Meta answers; the field for another address stays empty for it. */
const META = 'https://graph.facebook.com';

/** The fields as the engine takes them. */
export function connectInput(values: ConnectValues, account: string | null, evenSo: boolean): ConnectInput {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    account,
    platform: values.platform,
    pageId: orNull(values.pageId),
    igId: values.platform === 'instagram' ? orNull(values.igId) : null,
    name: orNull(values.name),
    zone: values.zone,
    apiBase: orNull(values.apiBase),
    accessToken: values.accessToken.trim(),
    storeSecretInFile: values.storeSecretInFile,
    evenSo,
  };
}

/** What a field may hold, said where it is typed. */
export function useConnectChecks(): Readonly<
  Record<'accessToken' | 'pageId' | 'igId' | 'apiBase', (value: string) => string | null>
> {
  const { t } = useTranslation('connect');
  const digits = (value: string): string | null =>
    value.trim() === '' || DIGITS.test(value.trim()) ? null : t('digitsOnly');
  return {
    accessToken: (value) => (value.trim() === '' ? t('key.needed') : null),
    pageId: digits,
    igId: digits,
    apiBase: (value) => (value.trim() === '' || /^https?:\/\/[^/\s]+$/.test(value.trim()) ? null : t('apiBase.wrong')),
  };
}
