import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClock, IconDownload, IconMessageOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleOrder } from '#shared/contract/people-filter.ts';
import { ConfirmSuppress } from './confirm-suppress.tsx';
import { SetZone } from './set-zone.tsx';
import type { PeopleSelection } from './use-people-selection.ts';
import type { PeopleWork } from './use-people-work.tsx';

interface SelectionBarProps {
  readonly selection: PeopleSelection;
  /** How many fit the filter; `null` = not known yet. */
  readonly fitting: number | null;
  readonly sort: PeopleOrder;
  readonly work: PeopleWork;
}

/** Who is selected, and what can be done with them. */
export function SelectionBar({ selection, fitting, sort, work }: SelectionBarProps): ReactElement | null {
  const { t } = useTranslation('people');
  const { who, count } = selection;
  if (who === null && !work.isBusy) return null;
  const isMore = fitting !== null && !selection.isMatching && selection.isAll && fitting > count;
  return (
    <Paper withBorder p="xs" role="region" aria-label={t('select.region')}>
      <Stack gap="xs">
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Text size="sm" fw={600} role="status">
              {t('select.count', { count })}
            </Text>
            {isMore ? (
              <Button size="compact-sm" variant="subtle" onClick={selection.selectMatching}>
                {t('select.matching', { count: fitting })}
              </Button>
            ) : null}
            <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
              {t('select.clear')}
            </Button>
          </Group>
          <SelectionActions selection={selection} sort={sort} work={work} />
        </Group>
        <WorkProgress work={work} />
      </Stack>
    </Paper>
  );
}

function SelectionActions({ selection, sort, work }: Omit<SelectionBarProps, 'fitting'>): ReactElement {
  const { t } = useTranslation('people');
  const [isSettingZone, settingZone] = useDisclosure(false);
  const [isConfirming, confirming] = useDisclosure(false);
  const { who, count } = selection;
  const isResting = work.isBusy || who === null;
  const suppress = (): void => {
    confirming.close();
    if (who !== null) void work.suppress(who).then((isDone) => isDone && selection.clear());
  };
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        disabled={isResting}
        onClick={() => who !== null && void work.exportPeople(who, sort)}
      >
        {t('action.export')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconClock size={16} aria-hidden />}
        disabled={isResting}
        onClick={settingZone.open}
      >
        {t('action.setZone')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconMessageOff size={16} aria-hidden />}
        disabled={isResting}
        onClick={count > 1 ? confirming.open : suppress}
      >
        {t('action.suppress')}
      </Button>
      <SetZone
        isOpen={isSettingZone}
        close={settingZone.close}
        count={count}
        first={null}
        set={(zone) => {
          settingZone.close();
          if (who !== null) void work.setZone(who, zone);
        }}
      />
      <ConfirmSuppress isOpen={isConfirming} close={confirming.close} count={count} confirm={suppress} />
    </Group>
  );
}

function WorkProgress({ work }: { readonly work: PeopleWork }): ReactElement | null {
  const { t } = useTranslation(['people', 'common']);
  const { progress, isBusy } = work;
  if (!isBusy || progress === null || progress.total === null) return null;
  const { done, total } = progress;
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress.Root flex={1}>
        <Progress.Section value={total === 0 ? 100 : (done / total) * 100} aria-label={t('work.bar')} />
      </Progress.Root>
      <Text size="sm" role="status">
        {t('work.progress', { done, total })}
      </Text>
      <Button size="compact-sm" variant="default" onClick={work.cancel}>
        {t('common:cancel')}
      </Button>
    </Group>
  );
}
