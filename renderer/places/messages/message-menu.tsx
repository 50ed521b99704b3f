import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy, IconDots, IconPlayerPause, IconPlayerPlay, IconTrash, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { MessageLine } from '#shared/contract/messages.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { useRefusalNotice } from './use-refusal-notice.tsx';

/** What can be done with a message of the list. */
export function MessageMenu({ line }: { readonly line: MessageLine }): ReactElement {
  const { t } = useTranslation('messages');
  const [isCancelling, cancelling] = useDisclosure(false);
  const { duplicate, remove, pause, resume } = useActions(line);
  const { state, name } = line;
  const isGoing = state === 'scheduled' || state === 'running';
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t('menu.of', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isGoing ? (
            <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={pause}>
              {t('menu.pause')}
            </Menu.Item>
          ) : null}
          {state === 'paused' ? (
            <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={resume}>
              {t('menu.resume')}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>
            {t('menu.duplicate')}
          </Menu.Item>
          {isGoing || state === 'paused' ? (
            <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={cancelling.open}>
              {t('menu.cancel')}
            </Menu.Item>
          ) : null}
          {state === 'draft' ? (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
              {t('menu.remove')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <CancelDialog line={line} isOpen={isCancelling} onClose={cancelling.close} />
    </>
  );
}

function useActions({
  campaign,
  name,
}: MessageLine): Readonly<Record<'duplicate' | 'remove' | 'pause' | 'resume', () => void>> {
  const { t } = useTranslation(['messages', 'common']);
  const navigate = useNavigate();
  const onError = useRefusalNotice();
  const duplicate = useMutation(
    ask.messages.duplicate.mutationOptions({
      onError,
      onSuccess: (copy) => void navigate({ to: '/messages/$campaign', params: copy }),
    }),
  );
  const remove = useMutation(
    ask.messages.remove.mutationOptions({
      onError,
      onSuccess: (gone) =>
        showUndo({
          text: t('messages:menu.removed', { name }),
          undoWord: t('common:undo'),
          undo: () => void engine.messages.putBack(gone).catch(onError),
        }),
    }),
  );
  const pause = useMutation(ask.progress.pause.mutationOptions({ onError }));
  const resume = useMutation(ask.progress.resume.mutationOptions({ onError }));
  return {
    duplicate: () => {
      const copyName = t('messages:copyName', { name }).slice(0, LONGEST_NAME);
      duplicate.mutate({ campaign, name: copyName });
    },
    remove: () => remove.mutate({ campaign }),
    pause: () => pause.mutate({ campaign }),
    resume: () => resume.mutate({ campaign }),
  };
}
