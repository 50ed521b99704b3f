import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { PastImport } from '#shared/contract/imports.ts';
import { BEGINNING, type GoImport, type ImportAddress } from './import-address.ts';
import { RejectsDownload } from './rejects-download.tsx';
import { UndoImport } from './undo-import.tsx';

/** Step four: what was done, the way back, and what comes next. */
export function DoneStep({ address, go }: { readonly address: ImportAddress; readonly go: GoImport }): ReactElement {
  const { t } = useTranslation('import');
  const made = useQuery(ask.imports.one.queryOptions({ input: { import: address.import ?? '' } }));
  const begin = (
    <Button variant="default" onClick={() => go(BEGINNING)}>
      {t('done.another')}
    </Button>
  );
  if (made.isError) {
    return (
      <Stack gap="md" align="flex-start">
        <Refusal error={made.error} />
        {begin}
      </Stack>
    );
  }
  if (made.data === undefined) return <Stack aria-busy mih={300} />;
  const { data } = made;
  return (
    <Stack gap="lg" align="center" ta="center" py="xl" maw={640} mx="auto">
      <IconCircleCheck size={56} stroke={1.3} aria-hidden />
      <Outcome made={data} />
      {data.undoneAt === null ? (
        <Group justify="center">
          <Button variant="default" renderRoot={(props) => <Link to="/people" {...props} />}>
            {t('done.people')}
          </Button>
          <Button renderRoot={(props) => <Link to="/messages" {...props} />}>{t('done.write')}</Button>
        </Group>
      ) : null}
      <Kept made={data} prepared={address.prepared} />
      <Group justify="center">
        {begin}
        {data.undoneAt === null ? <UndoImport made={data} /> : null}
      </Group>
    </Stack>
  );
}

function Outcome({ made }: { readonly made: PastImport }): ReactElement {
  const { t } = useTranslation('import');
  const isUndone = made.undoneAt !== null;
  const count = made.new + made.changed;
  const nobody = made.source === 'webhookLog' ? t('done.titleLog') : t('done.titleList');
  const title = count === 0 ? nobody : t('done.title', { count });
  return (
    <Stack gap={4} role="status">
      <Title order={2} size="h3">
        {isUndone ? t('done.undoneTitle') : title}
      </Title>
      <Text c="dimmed">
        {isUndone
          ? t('done.undoneText', { account: made.account.name })
          : t('done.text', { account: made.account.name, made: made.new, changed: made.changed })}
      </Text>
    </Stack>
  );
}

/** The rows that are still waiting to be mended, as long as Sundial holds them. */
function Kept({
  made,
  prepared,
}: {
  readonly made: PastImport;
  readonly prepared: string | null;
}): ReactElement | null {
  const { t } = useTranslation('import');
  const kept = useQuery(
    ask.imports.prepared.queryOptions({ input: { prepared: prepared ?? '-' }, enabled: prepared !== null }),
  );
  if (made.rejected === 0 || made.undoneAt !== null) return null;
  return (
    <Alert color="orange" title={t('done.rejected', { count: made.rejected })} ta="start" w="100%">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('findings.rejectsText')}</Text>
        {kept.data?.hasRejectsFile === true ? (
          <RejectsDownload prepared={kept.data.prepared} file={kept.data.file} />
        ) : null}
      </Stack>
    </Alert>
  );
}
