import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { CardPreview } from '../preview/card-preview.tsx';

/** A card that was changed meanwhile, shown before it is sent: what people see, and what follows a yes. */
export function CardAsNow({
  account,
  card: { card, followUps },
}: {
  readonly account: AccountView;
  readonly card: SavedCard;
}): ReactElement {
  const { t } = useTranslation('ask-sent');
  return (
    <Stack gap="xs">
      <CardPreview card={card} messageJson={null} sender={account} />
      {followUps.map((text, index) => (
        <Text key={`${index} of ${followUps.length}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('followUp.label', { number: index + 1 })}: {text}
        </Text>
      ))}
    </Stack>
  );
}
