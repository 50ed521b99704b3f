import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import type { CardWarning } from '#shared/contract/opt-in-card.ts';
import { LANGUAGES, type Language } from '#shared/contract/settings.ts';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { DEFAULT_TITLE, DEFAULT_TITLE_SHOWN } from '#shared/rules/opt-in-titles.ts';
import { type Card, writtenOrNull } from './card-content.ts';
import { seenLength, titleFrom } from './title-from.ts';
import { CARD_PATH } from './use-card-problems.ts';
import { Warnings } from './warnings.tsx';

/** What people will get, and the title that says so. */
export function TitleSection({
  card,
  warnings,
  onChange,
}: {
  readonly card: Card;
  readonly warnings: readonly CardWarning[];
  readonly onChange: (change: Partial<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  // A card that was written before shows its title as the answer; only an answer given here is held against the title.
  const [given, setAnswer] = useState<string | null>(null);
  const answer = given ?? card.title ?? '';
  const suggestion = titleFrom(answer);
  // As long as nobody wrote a title of their own, it follows the answer.
  const say = (text: string): void => {
    setAnswer(text);
    if (card.title === null || card.title === suggestion) onChange({ title: titleFrom(text) });
  };
  return (
    <Stack gap="md">
      <TextInput
        label={t('what.label')}
        description={t('what.hint')}
        placeholder={t('what.example')}
        maxLength={200}
        value={answer}
        onChange={(event) => say(event.currentTarget.value)}
      />
      <MessageField
        label={t('title.label')}
        hint={<TitleHint title={card.title} />}
        path={`${CARD_PATH}.title`}
        limit={CONTENT_LIMITS.optInTitle}
        value={card.title ?? ''}
        onChange={(title) => onChange({ title: writtenOrNull(title) })}
      />
      {given === null || suggestion === null || suggestion === card.title ? null : (
        <Group>
          <Button variant="default" size="xs" h="auto" py={6} onClick={() => onChange({ title: suggestion })}>
            <Text span inherit style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
              {t('title.use', { title: suggestion })}
            </Text>
          </Button>
        </Group>
      )}
      <Warnings warnings={warnings} kinds={['defaultTitle', 'alikeInCard', 'alikeCard']} />
    </Stack>
  );
}

/** How long the title is to people; where there is none, the one Meta puts there, in both wordings. */
function TitleHint({ title }: { readonly title: string | null }): ReactElement {
  const { t, i18n } = useTranslation('ask-card');
  if (title !== null) return <>{t('title.seen', { count: seenLength(title) })}</>;
  const language: Language = LANGUAGES.find((one) => one === i18n.language) ?? 'en';
  const shown = DEFAULT_TITLE_SHOWN[language];
  return (
    <>
      {t('title.default', {
        shown,
        shownCount: seenLength(shown),
        platform: DEFAULT_TITLE,
        platformCount: DEFAULT_TITLE.length,
      })}
    </>
  );
}
