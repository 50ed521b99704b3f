import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Who } from '#shared/contract/people-filter.ts';
import type { ZoneGroup } from '#shared/contract/person-zone.ts';
import { SetZone } from './set-zone.tsx';
import type { PeopleWork } from './use-people-work.tsx';

/** People who share a time zone that needs a look: what is wrong with it, and the one click that mends it. */
export function ZoneGroupCard({ group, work }: { readonly group: ZoneGroup; readonly work: PeopleWork }): ReactElement {
  const { t } = useTranslation('people');
  const [isChoosing, choosing] = useDisclosure(false);
  const { trouble, text, suggestion, count } = group;
  const who: Who = {
    kind: 'matching',
    filter: { account: null, topic: null, zone: null, trouble, zoneText: text, status: null, search: '' },
  };
  return (
    <Paper withBorder p="md" role="listitem">
      <Group justify="space-between" gap="md">
        <Stack gap={2} flex="1 1 320px" miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {text === null ? t('doctor.missing.title') : text}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`doctor.${trouble}.text`, { zone: suggestion?.replaceAll('_', ' ') ?? '' })}
          </Text>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/people" search={{ trouble, ...(text === null ? {} : { given: text }) }} {...props} />
            )}
          >
            {t('doctor.people', { count })}
          </Anchor>
        </Stack>
        <Group gap="xs">
          {suggestion === null ? null : (
            <Button disabled={work.isBusy} onClick={() => void work.setZone(who, suggestion)}>
              {t('doctor.use', { zone: suggestion.replaceAll('_', ' ') })}
            </Button>
          )}
          <Button variant="default" disabled={work.isBusy} onClick={choosing.open}>
            {t('doctor.choose')}
          </Button>
        </Group>
      </Group>
      <SetZone
        isOpen={isChoosing}
        close={choosing.close}
        count={count}
        first={suggestion}
        set={(zone) => {
          choosing.close();
          void work.setZone(who, zone);
        }}
      />
    </Paper>
  );
}
