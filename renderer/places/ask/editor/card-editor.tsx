import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { EditorContext } from '#renderer/places/messages/editor/editor-context.ts';
import { SavedNote } from '#renderer/places/messages/editor/saved-note.tsx';
import type { SavedCard } from '#shared/contract/asks.ts';
import type { Sender } from '#shared/contract/messages.ts';
import { CardPreview } from '../preview/card-preview.tsx';
import classes from './card-editor.module.css';
import { CardForm } from './card-form.tsx';
import { CardNext } from './card-next.tsx';
import { CardTrouble } from './card-trouble.tsx';
import { useCardProblems } from './use-card-problems.ts';
import { useCardWriting } from './use-card-writing.ts';
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
  const { writing, saver } = useCardWriting(saved);
  const { content, state } = writing;
  const [showsMissing, setShowsMissing] = useState(false);
  const look = useLook(saved, content);
  const { platform } = sender;
  const problems = useCardProblems(content.card, content.followUps, platform);
  const facts = useMemo(() => ({ platform, problems, showsMissing }), [platform, problems, showsMissing]);
  const name = content.name.trim();
  return (
    <Page
      title={name === '' ? t('editor.unnamed') : name}
      lead={<SavedNote state={state} />}
      actions={
        <Button component={Link} to="/ask" variant="default">
          {t('editor.all')}
        </Button>
      }
    >
      <EditorContext value={facts}>
        <CardTrouble writing={writing} saver={saver} />
        <div className={classes['columns']}>
          <CardForm
            key={writing.epoch}
            content={content}
            warnings={look?.warnings ?? []}
            onChange={(change) => saver.edit(change)}
            next={
              <CardNext
                card={saved.id}
                problems={problems.length}
                canGoOn={state.kind !== 'stale'}
                onMissing={() => setShowsMissing(true)}
                save={() => saver.flush()}
              />
            }
          />
          <aside className={classes['preview']} aria-label={t('phone.label')}>
            <CardPreview card={content.card} messageJson={look?.messageJson ?? null} sender={sender} />
          </aside>
        </div>
      </EditorContext>
    </Page>
  );
}
