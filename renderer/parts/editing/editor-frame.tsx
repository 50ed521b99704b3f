import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { Page } from '#renderer/parts/page.tsx';
import { SavedNote } from '#renderer/parts/saving/saved-note.tsx';
import type { SaveState } from '#renderer/parts/saving/saving-ways.ts';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';
import { EditorContext, type EditorFacts } from './editor-context.ts';
import { NextStep } from './next-step.tsx';
import { WithPreview } from './with-preview.tsx';

interface EditorFrameProps {
  readonly title: string;
  readonly actions: ReactNode;
  readonly state: SaveState<unknown>;
  /** Saves what is not saved yet; whether all is saved then. */
  readonly save: () => Promise<boolean>;
  readonly platform: EditorFacts['platform'];
  readonly problems: readonly ContentProblem[];
  /** What stands in the way of saving. */
  readonly trouble: ReactNode;
  readonly preview: { readonly label: string; readonly shown: ReactNode; readonly isRoomy?: boolean };
  /** The way on; `missing` says what is still to do, where there are problems. */
  readonly next: { readonly label: string; readonly missing: string; readonly go: () => Promise<void> };
  /** The form, given the way on. */
  readonly children: (next: ReactNode) => ReactNode;
}

/** The frame of everything that is written and saves itself: its name, whether it is safe, the form beside its preview, the way on. */
export function EditorFrame(props: EditorFrameProps): ReactElement {
  const { title, actions, state, save, platform, problems, trouble, preview, next, children } = props;
  const [showsMissing, setShowsMissing] = useState(false);
  const facts = useMemo(() => ({ platform, problems, showsMissing }), [platform, problems, showsMissing]);
  return (
    <Page title={title} lead={<SavedNote state={state} />} actions={actions}>
      <EditorContext value={facts}>
        {trouble}
        <WithPreview label={preview.label} isRoomy={preview.isRoomy ?? false} preview={preview.shown}>
          {children(
            <NextStep
              label={next.label}
              missing={problems.length === 0 ? null : next.missing}
              canGoOn={state.kind !== 'stale'}
              onMissing={() => setShowsMissing(true)}
              save={save}
              go={next.go}
            />,
          )}
        </WithPreview>
      </EditorContext>
    </Page>
  );
}
