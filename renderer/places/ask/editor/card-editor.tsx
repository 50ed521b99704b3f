import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorFrame } from '#renderer/parts/editing/editor-frame.tsx';
import { useSaver } from '#renderer/parts/saving/use-saver.ts';
import type { Sender } from '#shared/contract/messages.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { CardPreview } from '../preview/card-preview.tsx';
import { CardForm } from './card-form.tsx';
import { CardTrouble } from './card-trouble.tsx';
import { CARD_WAYS } from './card-ways.ts';
import { useCardProblems } from './use-card-problems.ts';
import { useKeepCard } from './use-keep-card.ts';
import { useLook } from './use-look.ts';

/** Writes a card that asks: what people will get, how it looks, what follows a yes; saved by itself. */
export function CardEditor({
  card: saved,
  sender,
}: {
  readonly card: SavedCard;
  readonly sender: Pick<Sender, 'name' | 'platform'>;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const navigate = useNavigate();
  const { writing, saver } = useSaver(CARD_WAYS, saved, useKeepCard());
  const { content, state } = writing;
  const look = useLook(saved, content);
  const problems = useCardProblems(content.card, content.followUps, sender.platform);
  const name = content.name.trim();
  return (
    <EditorFrame
      title={name === '' ? t('editor.unnamed') : name}
      actions={
        <Button component={Link} to="/ask" variant="default">
          {t('editor.all')}
        </Button>
      }
      state={state}
      save={() => saver.flush()}
      platform={sender.platform}
      problems={problems}
      trouble={<CardTrouble writing={writing} saver={saver} />}
      preview={{
        label: t('phone.label'),
        shown: <CardPreview card={content.card} messageJson={look?.messageJson ?? null} sender={sender} />,
        isRoomy: true,
      }}
      next={{
        label: t('next.who'),
        missing: t('next.problems', { count: problems.length }),
        go: () => navigate({ to: '/ask/who', search: { card: saved.id } }),
      }}
    >
      {(next) => (
        <CardForm
          key={writing.epoch}
          content={content}
          warnings={look?.warnings ?? []}
          onChange={(change) => saver.edit(change)}
          next={next}
        />
      )}
    </EditorFrame>
  );
}
