import { Alert, Button, Group, Stack } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { PreparedImport } from '#shared/contract/imports.ts';
import { Findings } from './findings.tsx';
import type { GoImport } from './import-address.ts';
import { changesOf, ReviewCounts } from './review-counts.tsx';
import { useWorkText } from './use-work-text.ts';
import { WorkBar } from './work-bar.tsx';

/** What a file would change, and the yes to exactly that. */
export function Review({ prepared, go }: { readonly prepared: PreparedImport; readonly go: GoImport }): ReactElement {
  const { t } = useTranslation('import');
  const workText = useWorkText();
  const work = useLongWork<{ readonly prepared: string }, { readonly import: string }>((input, signal) =>
    engine.imports.apply(input, { signal }),
  );
  const { state } = work;
  useEffect(() => {
    if (state.kind === 'done') go({ step: 'done', import: state.result.import }, { replace: true });
  }, [state, go]);
  if (state.kind === 'working' || state.kind === 'done') {
    const { text, part } = workText(state.kind === 'working' ? state.progress : null, t('progress.storeBegin'));
    return <WorkBar text={text} part={part} cancel={work.cancel} />;
  }
  // People changed since, or another window's look at a list took the place of this one.
  const isStale = state.kind === 'failed' && ['importState', 'notFound'].includes(refusalOf(state.error).code);
  const permissions = prepared.new + prepared.changed;
  const changes = changesOf(prepared);
  return (
    <Stack gap="lg">
      {isStale ? (
        <Alert color="orange" role="alert" title={t('review.staleTitle')}>
          <Stack gap="xs" align="flex-start">
            {t('review.staleText')}
            <Button size="xs" onClick={() => go({ prepared: null }, { replace: true })}>
              {t('review.again')}
            </Button>
          </Stack>
        </Alert>
      ) : null}
      {state.kind === 'failed' && !isStale ? <Refusal error={state.error} /> : null}
      <ReviewCounts prepared={prepared} />
      <Findings prepared={prepared} />
      <Group justify="space-between">
        <Button variant="default" onClick={() => go({ step: 'columns', prepared: null })}>
          {t('review.toColumns')}
        </Button>
        <Button disabled={changes === 0 || isStale} onClick={() => work.start({ prepared: prepared.prepared })}>
          {permissions === 0 && changes > 0 ? t('review.applyLog') : t('review.apply', { count: permissions })}
        </Button>
      </Group>
    </Stack>
  );
}
