import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { keepFresh } from '#renderer/client/live-facts.ts';
import { takeOpenedFiles } from '#renderer/client/opened-files.ts';
import { FollowSettings } from './follow-settings.tsx';
import { preloadPlaces, router } from './router.tsx';

const queries = new QueryClient({
  // The engine is on this computer: it says when something changed, and asking again by itself would only hide a broken line. It is
  // there without the net too, so nothing waits for that (`networkMode`).
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** The whole of what people see. */
export function App(): ReactElement {
  useEffect(() => {
    const leaving = new AbortController();
    void keepFresh(queries, leaving.signal);
    preloadPlaces();
    takeOpenedFiles((file) => void router.navigate({ to: '/import', search: file ?? {} }), leaving.signal);
    return () => leaving.abort();
  }, []);
  return (
    <QueryClientProvider client={queries}>
      <FollowSettings>
        <Notifications position="bottom-left" autoClose={8_000} />
        <RouterProvider router={router} />
      </FollowSettings>
    </QueryClientProvider>
  );
}
