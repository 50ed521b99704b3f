import { Button, Center, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Under a log: older lines on request, or the word that there are none. */
export function LogEnd({
  shown,
  hasMore,
  isBusy,
  showMore,
}: {
  readonly shown: number;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  readonly showMore: () => void;
}): ReactElement {
  const { t } = useTranslation('activity');
  return (
    <Center py="sm" role="status">
      {hasMore ? (
        <Button variant="default" loading={isBusy} onClick={showMore}>
          {t(shown === 0 ? 'lookFurther' : 'older')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t(shown === 0 ? 'nothing' : 'end')}
        </Text>
      )}
    </Center>
  );
}
