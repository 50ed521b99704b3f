import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '#renderer/client/engine-client.ts';
import type { FetchedPicture } from '#shared/contract/pictures.ts';
import { useIsAllowed } from './allowed-hosts.ts';

/** The same list each time, so that nothing is asked anew for it. */
const NOWHERE: readonly string[] = [];

/** The picture at an address, through the sites that somebody said so for; it is asked once for each way. */
export function useFetchedPicture(url: string, isEnabled: boolean): UseQueryResult<FetchedPicture> {
  const [sentOn, setSentOn] = useState({ url, via: NOWHERE });
  const via = sentOn.url === url ? sentOn.via : NOWHERE;
  const fetched = useQuery(
    ask.pictures.fetch.queryOptions({ input: { url, via: [...via] }, enabled: isEnabled, staleTime: 'static' }),
  );
  const next = fetched.data?.kind === 'elsewhere' ? fetched.data.host : null;
  const isNextAllowed = useIsAllowed(next);
  if (next !== null && isNextAllowed && !via.includes(next)) setSentOn({ url, via: [...via, next] });
  return fetched;
}
