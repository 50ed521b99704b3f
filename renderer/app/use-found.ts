import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { MessageLine } from '#shared/contract/messages.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';

/** Most people and most messages shown at once (Sundial's choice). */
const SHOWN = 6;

/** People and messages whose names hold what was typed; nothing is asked while the palette is closed. */
export function useFound(
  wanted: string,
  isOpen: boolean,
): { readonly people: readonly PersonRow[]; readonly messages: readonly MessageLine[] } {
  const isNamed = isOpen && wanted !== '';
  const messages = useQuery({
    ...ask.messages.list.queryOptions({ input: { group: 'all', search: wanted, after: null, limit: SHOWN } }),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const people = useQuery({
    ...ask.people.page.queryOptions({ input: { ...ANYBODY, filter: { ...ANYBODY.filter, search: wanted } } }),
    enabled: isNamed,
    placeholderData: keepPreviousData,
  });
  return { people: isNamed ? (people.data?.rows ?? []) : [], messages: messages.data?.rows ?? [] };
}

const ANYBODY = {
  filter: { account: null, topic: null, zone: null, trouble: null, zoneText: null, status: null, search: '' },
  sort: { by: 'name', direction: 'rising' },
  start: { kind: 'first' },
  limit: SHOWN,
} as const;
