import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { ImportUndone, PastImport } from '#shared/contract/imports.ts';
import { useWorkText } from './use-work-text.ts';
import { WorkBar } from './work-bar.tsx';

/** Takes an import back, after asking once: a whole list goes with it. */
export function UndoImport({
  made,
  size = 'sm',
}: {
  readonly made: PastImport;
  readonly size?: 'xs' | 'sm';
}): ReactElement {
  const { t } = useTranslation(['import', 'common']);
  const [isOpen, { open, close }] = useDisclosure(false);
  const workText = useWorkText();
  const work = useLongWork<{ readonly import: string }, ImportUndone>((input, signal) =>
    engine.imports.undo(input, { signal }),
  );
  const { state, reset } = work;
  useEffect(() => {
    if (state.kind !== 'done') return;
    const { restored, removed, keptForMessage, keptForChange, keptForStop } = state.result;
    notifications.show({
      message: t('undo.done', { removed, restored, kept: keptForMessage + keptForChange + keptForStop }),
    });
    reset();
    close();
  }, [state, reset, close, t]);
  const named = { name: made.file ?? t('past.fromMeta'), made: made.new, changed: made.changed };
  const { text, part } = workText(state.kind === 'working' ? state.progress : null, t('undo.begin'));
  return (
    <>
      <Button variant="subtle" color="red" size={size} onClick={open} aria-haspopup="dialog">
        {t('undo.button')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('undo.title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="md" ta="start">
          <Text>{made.source === 'webhookLog' ? t('undo.textLog', named) : t('undo.text', named)}</Text>
          {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
          {state.kind === 'working' ? (
            <WorkBar text={text} part={part} cancel={work.cancel} />
          ) : (
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common:cancel')}
              </Button>
              <Button color="red" onClick={() => work.start({ import: made.id })}>
                {t('undo.confirm')}
              </Button>
            </Group>
          )}
        </Stack>
      </Modal>
    </>
  );
}
