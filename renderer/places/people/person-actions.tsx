import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClock, IconEraser, IconMessage, IconMessageOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Who } from '#shared/contract/people-filter.ts';
import type { Person } from '#shared/contract/person.ts';
import { ErasePerson } from './erase-person.tsx';
import { SetZone } from './set-zone.tsx';
import { usePeopleWork } from './use-people-work.tsx';

/** What can be done about one person. */
export function PersonActions({
  person,
  close,
}: {
  readonly person: Person;
  readonly close: () => void;
}): ReactElement {
  const { t } = useTranslation('people');
  const work = usePeopleWork();
  const [isSettingZone, settingZone] = useDisclosure(false);
  const [isErasing, erasing] = useDisclosure(false);
  const who: Who = { kind: 'these', permissions: person.permissions.map(({ id }) => id) };
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconClock size={16} aria-hidden />}
        disabled={work.isBusy}
        onClick={settingZone.open}
      >
        {t('action.setZone')}
      </Button>
      {person.suppressed === null ? (
        <Button
          variant="default"
          leftSection={<IconMessageOff size={16} aria-hidden />}
          disabled={work.isBusy}
          onClick={() => void work.suppress(who)}
        >
          {t('action.suppress')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconMessage size={16} aria-hidden />}
          disabled={work.isBusy}
          onClick={() => void work.allow(who)}
        >
          {t('action.allow')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconEraser size={16} aria-hidden />}
        disabled={work.isBusy}
        onClick={erasing.open}
      >
        {t('action.erase')}
      </Button>
      <SetZone
        isOpen={isSettingZone}
        close={settingZone.close}
        count={1}
        first={person.zone.name}
        set={(zone) => {
          settingZone.close();
          void work.setZone(who, zone);
        }}
      />
      <ErasePerson person={person} isOpen={isErasing} close={erasing.close} erased={close} />
    </Group>
  );
}
