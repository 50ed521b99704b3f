import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { TestForm } from './test-form.tsx';

/** Sending the message to one person first. */
export function TestMessage({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation('plan');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('test.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('test.lead')}
      </Text>
      <Group>
        <Button variant="default" onClick={open}>
          {t('test.open')}
        </Button>
      </Group>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('test.open')}
        closeButtonProps={{ 'aria-label': t('test.close') }}
      >
        <TestForm plan={plan} />
      </Modal>
    </Stack>
  );
}
