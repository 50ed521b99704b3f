import { Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { useNumberWords } from '#renderer/places/messages/use-number-words.ts';
import type { Sender } from '#shared/contract/messages.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { LANGUAGES } from '#shared/contract/settings.ts';
import { DEFAULT_TITLE_SHOWN } from '#shared/rules/opt-in-titles.ts';
import { CardMenu } from './card-menu.tsx';
import classes from './card-table.module.css';

/** Saved cards with how many people they asked and how many said yes. */
export function CardTable({
  cards,
  senders,
}: {
  readonly cards: readonly SavedCard[];
  readonly senders: readonly Sender[];
}): ReactElement {
  const { t } = useTranslation('ask');
  return (
    <Table className={classes['table']} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes['name']}>{t('cards.column.name')}</Table.Th>
          <Table.Th className={classes['number']}>{t('cards.column.asked')}</Table.Th>
          <Table.Th className={classes['number']}>{t('cards.column.answered')}</Table.Th>
          <Table.Th className={classes['number']}>{t('cards.column.share')}</Table.Th>
          <Table.Th className={classes['changed']}>{t('cards.column.changed')}</Table.Th>
          <Table.Th className={classes['menu']}>
            <VisuallyHidden>{t('cards.column.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cards.map((card) => (
          <CardRow
            key={card.id}
            card={card}
            sender={senders.length < 2 ? null : (senders.find(({ account }) => account === card.account)?.name ?? null)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CardRow({
  card: saved,
  sender,
}: {
  readonly card: SavedCard;
  /** Name of the account; `null` = there is only one. */
  readonly sender: string | null;
}): ReactElement {
  const { t, i18n } = useTranslation('ask');
  const number = useNumberWords();
  const { id, name, card, asked, answered, changedAt } = saved;
  const language = LANGUAGES.find((one) => one === i18n.language) ?? 'en';
  const title = card.title ?? t('cards.defaultTitle', { title: DEFAULT_TITLE_SHOWN[language] });
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Link to="/ask/cards/$card" params={{ card: id }} className={classes['link'] ?? ''}>
            {name}
          </Link>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          {sender === null ? null : (
            <Text size="xs" c="dimmed" truncate>
              {sender}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td className={classes['number']}>{number(asked)}</Table.Td>
      <Table.Td className={classes['number']}>{number(answered)}</Table.Td>
      <Table.Td className={classes['number']}>
        {asked === 0 ? t('cards.nobodyAsked') : number(answered / asked, { style: 'percent' })}
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <MomentText moment={changedAt} />
        </Text>
      </Table.Td>
      <Table.Td className={classes['menu']}>
        <CardMenu card={saved} />
      </Table.Td>
    </Table.Tr>
  );
}
