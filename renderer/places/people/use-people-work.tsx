import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { saveText } from '#renderer/parts/save-text.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { WorkProgress } from '#shared/contract/base.ts';
import type { PeopleChange } from '#shared/contract/people.ts';
import type { PeopleOrder, Who } from '#shared/contract/people-filter.ts';
import { OneAtATime } from './one-at-a-time.ts';

type WorkEvents<Result> = AsyncIterable<
  { readonly kind: 'progress'; readonly progress: WorkProgress } | { readonly kind: 'done'; readonly result: Result }
>;

/** Changes of many people, and their export: one at a time, each with its progress, its notice, and its undo. */
export interface PeopleWork {
  readonly isBusy: boolean;
  readonly progress: WorkProgress | null;
  readonly cancel: () => void;
  readonly suppress: (who: Who) => Promise<boolean>;
  readonly allow: (who: Who) => Promise<boolean>;
  readonly setZone: (who: Who, zone: string) => Promise<boolean>;
  readonly exportPeople: (who: Who, sort: PeopleOrder) => Promise<boolean>;
}

/** See {@link PeopleWork}. Each resolves with whether it was done. */
export function usePeopleWork(): PeopleWork {
  const { t } = useTranslation(['people', 'common']);
  const { during, inTurn, follow, setProgress, ...rest } = useOneWork();

  const takeBack = (undo: string): void => {
    const work = async (signal: AbortSignal): Promise<void> => {
      const { people } = await follow(await engine.people.undo({ undo }, { signal }));
      notifications.show({ message: t('done.undone', { count: people }) });
    };
    void inTurn(work, () => notifications.show({ message: t('done.undoInTurn') }));
  };

  const notice = (text: string, { undo }: PeopleChange): void => {
    if (undo === null) notifications.show({ message: t('done.nobody') });
    else showUndo({ text, undoWord: t('common:undo'), undo: () => takeBack(undo) });
  };

  return {
    ...rest,
    suppress: (who) =>
      during(async (signal) => {
        const done = await follow(await engine.people.suppress({ who }, { signal }));
        const taken = done.takenBack === 0 ? '' : ` ${t('done.takenBack', { count: done.takenBack })}`;
        notice(`${t('done.suppressed', { count: done.people })}${taken}`, done);
      }),
    allow: (who) =>
      during(async (signal) => {
        const done = await follow(await engine.people.allow({ who }, { signal }));
        notice(t('done.allowed', { count: done.people }), done);
      }),
    setZone: (who, zone) =>
      during(async (signal) => {
        const done = await follow(await engine.people.setZone({ who, zone }, { signal }));
        notice(t('done.zoneSet', { count: done.people, zone: zone.replaceAll('_', ' ') }), done);
      }),
    exportPeople: (who, sort) =>
      during(async (signal) => {
        const parts: string[] = [];
        for await (const event of await engine.people.export({ who, sort }, { signal })) {
          if (event.kind === 'part') parts.push(event.text);
          else if (event.kind === 'progress') setProgress(event.progress);
          else {
            // The mark in front has spreadsheet programs read the names as UTF-8.
            saveText(`${t('export.fileName')}.csv`, ['\uFEFF', ...parts], 'text/csv;charset=utf-8');
            notifications.show({ message: t('done.exported', { count: event.result.rows }) });
          }
        }
      }),
  };
}

/** One piece of work at a time, with its progress; a refusal is told in a notice. */
interface OneWork extends Pick<PeopleWork, 'isBusy' | 'progress' | 'cancel'> {
  readonly during: (work: (signal: AbortSignal) => Promise<void>) => Promise<boolean>;
  /** Does it once what runs is done; `waits` is called first where something runs. */
  readonly inTurn: (work: (signal: AbortSignal) => Promise<void>, waits: () => void) => Promise<boolean>;
  readonly follow: <Result>(events: WorkEvents<Result>) => Promise<Result>;
  readonly setProgress: (progress: WorkProgress) => void;
}

function useOneWork(): OneWork {
  const { t } = useTranslation('errors');
  const [progress, setProgress] = useState<WorkProgress | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [one] = useState(() => new OneAtATime());
  const told = (work: (signal: AbortSignal) => Promise<void>) => async (signal: AbortSignal) => {
    setBusy(true);
    try {
      await work(signal);
      return true;
    } catch (error) {
      const { code } = refusalOf(error);
      if (!signal.aborted) {
        notifications.show({ color: 'red', title: t(`${code}.title`), message: t(`${code}.wayOut`) });
      }
      return false;
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };
  const follow: OneWork['follow'] = async (events) => {
    for await (const event of events) {
      if (event.kind === 'done') return event.result;
      setProgress(event.progress);
    }
    throw new Error('The work ended without an answer.');
  };
  return {
    isBusy,
    progress,
    cancel: () => one.cancel(),
    during: async (work) => (await one.start(told(work))) ?? false,
    inTurn: (work, waits) => {
      if (one.isBusy) waits();
      return one.inTurn(told(work));
    },
    follow,
    setProgress,
  };
}
