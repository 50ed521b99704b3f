import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask } from '#renderer/client/engine-client.ts';
import type { SettingsAnswer, SettingsChange } from '#shared/contract/settings.ts';

/** The settings on this page, and the way to change them. */
export interface UsedSettings {
  /** `undefined` until the engine has answered for the first time. */
  readonly answer: SettingsAnswer | undefined;
  /** Changes what is named, shown at once; what was there before is put back when the engine refuses. */
  readonly change: (wish: SettingsChange) => void;
  readonly isPending: boolean;
  /** Why the last change or the reading failed; `null` = it did not. */
  readonly error: unknown;
}

const read = ask.settings.read.queryOptions({ input: {} });

/** Reads and changes settings. Every window follows by the live facts. */
export function useSettings(): UsedSettings {
  const queries = useQueryClient();
  const asked = useQuery(read);
  const writing = useMutation(
    ask.settings.write.mutationOptions({
      onMutate: (wish: SettingsChange) => {
        // An answer on its way still knows the old value.
        void queries.cancelQueries({ queryKey: read.queryKey });
        const before = queries.getQueryData(read.queryKey);
        if (before !== undefined) queries.setQueryData(read.queryKey, { ...before, settings: changed(before, wish) });
        return before;
      },
      onSuccess: (now) => queries.setQueryData(read.queryKey, now),
      onError: (_error, _wish, before) => {
        if (before !== undefined) queries.setQueryData(read.queryKey, before);
      },
    }),
  );
  const { mutate } = writing;
  const change = useCallback((wish: SettingsChange) => mutate(wish), [mutate]);
  return { answer: asked.data, change, isPending: writing.isPending, error: writing.error ?? asked.error };
}

function changed(before: SettingsAnswer, wish: SettingsChange): SettingsAnswer['settings'] {
  const given = Object.entries(wish).filter(([, value]) => value !== undefined);
  return { ...before.settings, ...Object.fromEntries(given) };
}
