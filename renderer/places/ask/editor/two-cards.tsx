import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { type CardContent, contentOf } from './card-content.ts';
import { CARD_PARTS, type CardPart, cardDifferences } from './card-differences.ts';
import { usePartWords } from './use-part-words.ts';

/** What every card is known by, whether it differs or not. */
const ALWAYS: readonly CardPart[] = ['name', 'title', 'followUps'];

/** Two texts of one card beside each other: what each is known by, and everything in which they differ. */
export function TwoCards({ mine, theirs }: { readonly mine: CardContent; readonly theirs: SavedCard }): ReactElement {
  const { t } = useTranslation('ask-card');
  const other = contentOf(theirs);
  const differing = cardDifferences(mine, other);
  const parts = CARD_PARTS.filter((part) => ALWAYS.includes(part) || differing.includes(part));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <OneCard title={t('two.mine')} content={mine} parts={parts} />
      <OneCard title={t('two.theirs')} content={other} parts={parts}>
        <MomentText moment={theirs.changedAt} />
      </OneCard>
    </SimpleGrid>
  );
}

function OneCard({
  title,
  content,
  parts,
  children,
}: {
  readonly title: string;
  readonly content: CardContent;
  readonly parts: readonly CardPart[];
  readonly children?: ReactNode;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const say = usePartWords();
  return (
    <Paper p="sm" component="section" aria-label={title}>
      <Title order={2} size="h6">
        {title}
      </Title>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
      {parts.map((part) => {
        const { label, lines } = say(part, content);
        return (
          <Fragment key={part}>
            <Text size="xs" c="dimmed" mt={6}>
              {label}
            </Text>
            <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {lines.length === 0 ? t('two.nothing') : lines.join('\n')}
            </Text>
          </Fragment>
        );
      })}
    </Paper>
  );
}
