import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One sensible choice: what happens in a sentence, and how to change it. */
export function ChoiceRow({
  about,
  sentence,
  children,
}: {
  /** What it is about, for the name of the button. */
  readonly about: string;
  readonly sentence: string;
  /** The fields that change it. */
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('messages');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'choice.doneWith' : 'choice.changeOf', { about })}
          onClick={toggle}
        >
          {t(isOpen ? 'choice.done' : 'choice.change')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="sm" pl="md" pb="sm">
          {children}
        </Stack>
      </Collapse>
    </Stack>
  );
}
