import { Stack, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Folded } from '#renderer/parts/editing/folded.tsx';
import { FormSection } from '#renderer/parts/editing/form-section.tsx';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import type { Change } from '#renderer/parts/saving/saving-ways.ts';
import { LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { CardWarning } from '#shared/contract/opt-in-card.ts';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { ButtonSection } from './button-section.tsx';
import type { Card, CardContent } from './card-content.ts';
import { CarouselSection } from './carousel-section.tsx';
import { FollowUpSection } from './follow-up-section.tsx';
import { PictureSection } from './picture-section.tsx';
import { TitleSection } from './title-section.tsx';
import { CARD_PATH } from './use-card-problems.ts';
import { ZoneSection } from './zone-section.tsx';

/** Everything about a card that can be filled in. */
export function CardForm({
  content: { name, card, followUps },
  warnings,
  onChange,
  next,
}: {
  readonly content: CardContent;
  readonly warnings: readonly CardWarning[];
  readonly onChange: (change: Change<CardContent>) => void;
  /** The way on. */
  readonly next: ReactNode;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const edit = (change: Change<Card>): void =>
    onChange((now) => ({ card: { ...now.card, ...(typeof change === 'function' ? change(now.card) : change) } }));
  return (
    <Stack gap="lg">
      <TextInput
        label={t('editor.name')}
        description={t('editor.nameHint')}
        value={name}
        maxLength={LONGEST_NAME}
        error={name.trim() === '' ? t('editor.nameMissing') : null}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <FormSection title={t('section.title')}>
        <TitleSection card={card} warnings={warnings} onChange={edit} />
      </FormSection>
      <FormSection title={t('section.picture')}>
        <PictureSection card={card} warnings={warnings} onChange={edit} />
      </FormSection>
      <FormSection title={t('section.button')}>
        <ButtonSection card={card} onChange={edit} />
      </FormSection>
      <FormSection title={t('section.carousel')}>
        <CarouselSection card={card} warnings={warnings} onChange={edit} />
      </FormSection>
      <FormSection title={t('section.followUps')}>
        <FollowUpSection
          followUps={followUps}
          onChange={(changed) => onChange((now) => ({ followUps: changed(now.followUps) }))}
        />
      </FormSection>
      <FormSection title={t('section.zone')}>
        <ZoneSection card={card} onChange={edit} />
        <Folded label={t('payload.more')} path={`${CARD_PATH}.payload`}>
          <MessageField
            label={t('payload.label')}
            hint={t('payload.hint')}
            path={`${CARD_PATH}.payload`}
            limit={CONTENT_LIMITS.payload}
            value={card.payload}
            onChange={(payload) => edit({ payload })}
          />
        </Folded>
      </FormSection>
      {next}
    </Stack>
  );
}
