import { Alert, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreparedImport } from '#shared/contract/imports.ts';
import { DatesRead } from './dates-read.tsx';

/** How much there is to take in: permissions, and what people did besides. */
export function changesOf({ new: made, changed, happenings }: PreparedImport): number {
  return made + changed + happenings.wrote + happenings.waysIn + happenings.deleted;
}

/** The change set in figures, and what it means for messages that are planned. */
export function ReviewCounts({ prepared }: { readonly prepared: PreparedImport }): ReactElement {
  const { t } = useTranslation('import');
  const { planned } = prepared;
  return (
    <Stack gap="md">
      <Text>
        {t('review.lead', {
          file: prepared.file,
          account: prepared.account.name,
          count: prepared.rows + prepared.happenings.entries,
        })}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
        <Figure count={prepared.new} word={t('review.new')} text={t('review.newText', { count: prepared.newPeople })} />
        <Figure count={prepared.changed} word={t('review.changed')} text={t('review.changedText')} />
        <Figure count={prepared.unchanged} word={t('review.unchanged')} text={t('review.unchangedText')} />
        <Figure count={prepared.rejected} word={t('review.rejected')} text={t('review.rejectedText')} />
      </SimpleGrid>
      {changesOf(prepared) === 0 ? (
        <Alert color="blue" title={t('review.nothing')}>
          {prepared.rejected > 0 ? t('review.nothingRejected') : t('review.nothingKnown')}
        </Alert>
      ) : null}
      <DatesRead dates={prepared.dates} />
      <Stack gap={2}>
        {planned.touched > 0 ? <Text size="sm">{t('review.touched', { count: planned.touched })}</Text> : null}
        {planned.takenBack > 0 ? <Text size="sm">{t('review.takenBack', { count: planned.takenBack })}</Text> : null}
        {planned.touched + planned.takenBack === 0 ? <Text size="sm">{t('review.noEffect')}</Text> : null}
        {prepared.repeated > 0 ? <Text size="sm">{t('review.repeated', { count: prepared.repeated })}</Text> : null}
        <Happened happenings={prepared.happenings} />
        {prepared.aside > 0 ? <Text size="sm">{t('review.aside', { count: prepared.aside })}</Text> : null}
        {prepared.ignoredColumns.length > 0 ? (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {t('review.ignored', { columns: prepared.ignoredColumns.slice(0, 12).join(', ') })}
          </Text>
        ) : null}
      </Stack>
    </Stack>
  );
}

/** What the messages of a log, or the times in a list, tell besides permissions. */
function Happened({ happenings }: Pick<PreparedImport, 'happenings'>): ReactElement {
  const { t } = useTranslation('import');
  const { wrote, canBeAsked, waysIn, deleted, newPeople } = happenings;
  return (
    <>
      {wrote > 0 ? <Text size="sm">{t('review.wrote', { count: wrote, open: canBeAsked })}</Text> : null}
      {newPeople > 0 ? <Text size="sm">{t('review.strangers', { count: newPeople })}</Text> : null}
      {waysIn > 0 ? <Text size="sm">{t('review.waysIn', { count: waysIn })}</Text> : null}
      {deleted > 0 ? <Text size="sm">{t('review.deleted', { count: deleted })}</Text> : null}
    </>
  );
}

function Figure({
  count,
  word,
  text,
}: {
  readonly count: number;
  readonly word: string;
  readonly text: string;
}): ReactElement {
  const { i18n } = useTranslation();
  return (
    <Paper p="md">
      <Text size="xl" fw={650}>
        {new Intl.NumberFormat(i18n.language).format(count)}
      </Text>
      <Text fw={500}>{word}</Text>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </Paper>
  );
}
