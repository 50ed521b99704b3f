import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** How far something long is, with the way to end it. */
export function WorkBar({
  text,
  part,
  cancel,
}: {
  /** What is being done, with figures. */
  readonly text: string;
  /** From 0 to 1; `null` while nobody knows. */
  readonly part: number | null;
  readonly cancel: () => void;
}): ReactElement {
  const { t } = useTranslation('common');
  return (
    <Paper p="lg">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Text aria-live="polite" role="status" style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Text>
          <Button variant="default" onClick={cancel} flex="0 0 auto">
            {t('cancel')}
          </Button>
        </Group>
        <Progress.Root size="lg">
          <Progress.Section
            value={part === null ? 100 : Math.min(100, Math.round(part * 100))}
            striped={part === null}
            animated={part === null}
            aria-label={text}
          />
        </Progress.Root>
      </Stack>
    </Paper>
  );
}
