import { Alert, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import bar from '#renderer/parts/step-bar.module.css';
import type { Peek } from '#shared/contract/imports.ts';
import { ColumnChoices } from './column-choices.tsx';
import { ColumnsPerhaps } from './columns-perhaps.tsx';
import { DateOrderChoice } from './date-order-choice.tsx';
import { DatesRead } from './dates-read.tsx';
import { FileFacts } from './file-facts.tsx';
import type { GoImport, ImportAddress } from './import-address.ts';
import { PreviewTable } from './preview-table.tsx';

/** Step two: what stands in which column, with the first rows as they would be read. */
export function ColumnsStep({ address, go }: { readonly address: ImportAddress; readonly go: GoImport }): ReactElement {
  const { t } = useTranslation(['import', 'common']);
  const { ticket, map, encoding, dates, account } = address;
  const peek = useQuery(
    ask.imports.peek.queryOptions({
      input: { ticket: ticket ?? '', map: [...map], encoding, dates, account },
      placeholderData: keepPreviousData,
    }),
  );
  const back = (
    <Button variant="default" onClick={() => go({ step: 'file' })}>
      {t('file.another')}
    </Button>
  );
  if (peek.isError) return <NotRead error={peek.error} address={address} go={go} back={back} />;
  if (peek.data === undefined) return <Stack aria-busy mih={300} />;
  const { data } = peek;
  const datesPart = <Dates peek={data} chosen={dates} go={go} />;
  return (
    <Stack gap="lg">
      <FileFacts peek={data} change={(chosen) => go({ encoding: chosen, prepared: null }, { replace: true })} />
      <HeaderPlace row={data.headerRow} />
      <Faults peek={data} />
      <ColumnsPerhaps
        perhaps={data.perhaps}
        use={(choice) =>
          go(
            { map: [...map.filter(({ column }) => column !== choice.column), choice], prepared: null },
            { replace: true },
          )
        }
      />
      {/* A question comes first; where there is none, what was read comes after the columns. */}
      {data.doubtful.length > 0 ? datesPart : null}
      {data.columns.length === 0 ? null : (
        <Paper p="lg">
          <ColumnChoices
            columns={data.columns}
            decided={map}
            decide={(choices) => go({ map: choices, prepared: null }, { replace: true })}
          />
        </Paper>
      )}
      {data.doubtful.length === 0 ? datesPart : null}
      {data.rows.length === 0 ? null : (
        <Stack gap="xs">
          <Title order={2} size="h4">
            {t('preview.title')}
          </Title>
          <PreviewTable rows={data.rows} />
        </Stack>
      )}
      <Group justify="space-between" className={bar['bar'] ?? ''}>
        {back}
        <Button
          disabled={data.faults.length > 0 || peek.isPlaceholderData}
          onClick={() => go({ step: 'review', prepared: null })}
        >
          {t('columns.check')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Columns that were chosen may be there no more once letters are read in another way: what was chosen can go, and the file stays. */
function NotRead({
  error,
  address: { map, encoding, dates },
  go,
  back,
}: {
  readonly error: unknown;
  readonly address: ImportAddress;
  readonly go: GoImport;
  readonly back: ReactElement;
}): ReactElement {
  const { t } = useTranslation('import');
  const isChosen = map.length > 0 || encoding !== null || dates !== null;
  return (
    <Stack gap="md" align="flex-start">
      <Refusal error={error} />
      <Group gap="sm">
        {isChosen ? (
          <Button onClick={() => go({ map: [], encoding: null, dates: null, prepared: null }, { replace: true })}>
            {t('columns.beginAgain')}
          </Button>
        ) : null}
        {back}
      </Group>
    </Stack>
  );
}

/** How dates are read, and the question where they can be read in two ways. */
function Dates({
  peek: { dates, doubtful },
  chosen,
  go,
}: {
  readonly peek: Peek;
  readonly chosen: ImportAddress['dates'];
  readonly go: GoImport;
}): ReactElement | null {
  if (dates.length + doubtful.length === 0) return null;
  return (
    <Paper p="lg">
      <Stack gap="md">
        <DateOrderChoice
          doubtful={doubtful}
          chosen={chosen}
          choose={(order) => go({ dates: order, prepared: null }, { replace: true })}
        />
        <DatesRead dates={dates} />
      </Stack>
    </Paper>
  );
}

/** Says where the column names were found, where that is not plain to see. */
function HeaderPlace({ row }: { readonly row: number | null }): ReactElement | null {
  const { t } = useTranslation('import');
  if (row === 1) return null;
  return (
    <Text size="sm" c="dimmed">
      {row === null ? t('columns.noNames') : t('columns.above', { row })}
    </Text>
  );
}

function Faults({ peek }: { readonly peek: Peek }): ReactElement | null {
  const { t } = useTranslation('import');
  if (peek.faults.length === 0) return null;
  return (
    <Alert color="orange" role="alert" title={t('columns.notYet')}>
      <List size="sm">
        {peek.faults.map((fault) => (
          <List.Item key={fault}>{t(`fault.${fault}`)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
