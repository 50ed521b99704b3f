import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { DraftSaver, DraftWriting } from './draft-ways.ts';
import { TwoTexts } from './two-texts.tsx';

/** What stands in the way of saving, if anything does, with ways out. */
export function Trouble({
  writing: { content, state },
  saver,
}: {
  readonly writing: DraftWriting;
  readonly saver: DraftSaver;
}): ReactElement | null {
  const { t } = useTranslation('messages');
  const navigate = useNavigate();
  const putBack = useMutation(
    ask.messages.putBack.mutationOptions({
      onSuccess: ({ campaign }) => {
        saver.takeTheirs();
        void navigate({ to: '/messages/$campaign', params: { campaign } });
      },
    }),
  );
  if (state.kind === 'failed') {
    // A line that went comes back by itself, and is said beside the name.
    if (refusalOf(state.error).code === 'lineLost') return null;
    return <Refusal error={state.error} retry={() => void saver.flush()} />;
  }
  if (state.kind !== 'stale') return null;
  const copyName = t('copyName', { name: content.name.trim() }).slice(0, LONGEST_NAME);
  return (
    <>
      <TwoTexts
        mine={content}
        theirs={state.theirs}
        isBusy={putBack.isPending}
        onKeepMine={() => saver.keepMine()}
        onTakeTheirs={() => saver.takeTheirs()}
        onKeepBoth={() => putBack.mutate({ content: { ...content, name: copyName } })}
      />
      {putBack.error === null ? null : <Refusal error={putBack.error} />}
    </>
  );
}
