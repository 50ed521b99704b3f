import { useNavigate, useSearch } from '@tanstack/react-router';
import { MESSAGE_GROUPS, type MessageGroup } from '#shared/contract/messages.ts';

/** What a list shows, as its address keeps it, so that coming back finds it again. */
export interface ListAddress {
  readonly group: MessageGroup;
  readonly search: string;
}

/** Reads and changes what the list's address says. */
export function useListAddress(): [ListAddress, (change: Partial<ListAddress>) => void] {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address: ListAddress = {
    group: MESSAGE_GROUPS.find((group) => group === given['group']) ?? 'all',
    search: typeof given['search'] === 'string' ? given['search'] : '',
  };
  const change = (changed: Partial<ListAddress>): void => {
    const next = { ...address, ...changed };
    void navigate({
      to: '/messages',
      search: {
        ...(next.group === 'all' ? {} : { group: next.group }),
        ...(next.search === '' ? {} : { search: next.search }),
      },
      replace: true,
    });
  };
  return [address, change];
}
