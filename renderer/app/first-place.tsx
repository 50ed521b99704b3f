import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ask } from '#renderer/client/engine-client.ts';

/** Where Sundial opens: Welcome as long as there is no account, then Today (issue 3, Screens). */
export function FirstPlace(): null {
  const start = useQuery({ ...ask.accounts.list.queryOptions({ input: {} }), refetchOnMount: 'always' });
  const navigate = useNavigate();
  const router = useRouter();
  // An answer of before, which is being asked for again, may still know of no account.
  const place = start.isError ? '/today' : placeFor(start.isFetching ? undefined : start.data?.accounts.length);
  useEffect(() => {
    // Whoever has gone elsewhere meanwhile stays there.
    if (place !== null && router.latestLocation.pathname === '/') void navigate({ to: place, replace: true });
  }, [place, navigate, router]);
  return null;
}

function placeFor(accounts: number | undefined): '/welcome' | '/today' | null {
  if (accounts === undefined) return null;
  return accounts === 0 ? '/welcome' : '/today';
}
