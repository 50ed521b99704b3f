import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { saveText } from '#renderer/parts/save-text.ts';
import { SectionPart } from './section-part.tsx';

type Exporting =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Everything in the data folder as one file, for another program or for the records. */
export function ExportPart(): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const [withTokens, setWithTokens] = useState(false);
  const [state, setState] = useState<Exporting>({ kind: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  const start = async (): Promise<void> => {
    const mine = new AbortController();
    leaving.current = mine;
    setState({ kind: 'working', rows: 0 });
    try {
      const pieces: string[] = [];
      let rows = 0;
      for await (const piece of await engine.data.export({ withTokens }, { signal: mine.signal })) {
        pieces.push(piece.text);
        rows = piece.rows;
        setState({ kind: 'working', rows });
      }
      saveText('sundial-data.ndjson', pieces, 'application/x-ndjson');
      setState({ kind: 'done', rows });
    } catch (error) {
      setState(mine.signal.aborted ? { kind: 'idle' } : { kind: 'failed', error });
    }
  };
  const isWorking = state.kind === 'working';
  return (
    <SectionPart title={t('export.title')} text={t('export.text')}>
      <Stack gap="md">
        <Checkbox
          label={t('export.withTokens')}
          description={t('export.withTokensText')}
          checked={withTokens}
          disabled={isWorking}
          onChange={(event) => setWithTokens(event.currentTarget.checked)}
        />
        {state.kind === 'failed' ? <Refusal error={state.error} retry={() => void start()} /> : null}
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={isWorking}
            onClick={() => void start()}
          >
            {t('export.button')}
          </Button>
          {isWorking ? (
            <Button variant="subtle" onClick={() => leaving.current?.abort('cancelled')}>
              {t('common:cancel')}
            </Button>
          ) : null}
          <Text size="sm" role="status">
            {state.kind === 'working' ? t('export.rows', { n: state.rows }) : null}
            {state.kind === 'done' ? t('export.done', { n: state.rows }) : null}
          </Text>
        </Group>
      </Stack>
    </SectionPart>
  );
}
