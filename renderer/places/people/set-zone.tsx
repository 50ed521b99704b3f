import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ZoneSelect } from '#renderer/places/settings/zone-select.tsx';

/** Chooses a time zone for some people. */
export function SetZone({
  isOpen,
  close,
  count,
  first,
  set,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly count: number;
  /** The zone offered first; `null` = none. */
  readonly first: string | null;
  readonly set: (zone: string) => void;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const [zone, setZone] = useState(first ?? '');
  useEffect(() => {
    if (isOpen) setZone(first ?? '');
  }, [isOpen, first]);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('setZone.title', { count })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <ZoneSelect label={t('setZone.label')} description={t('setZone.hint')} value={zone} onChange={setZone} />
        <Text size="sm" c="dimmed">
          {t('setZone.planned')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common:cancel')}
          </Button>
          <Button disabled={zone === ''} onClick={() => set(zone)}>
            {t('action.setZone')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
