import { Code, List } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEditor } from './editor-context.ts';
import { useProblemWords } from './problem-words.ts';

/** Every problem with its place, for what is sent as it stands and has no fields to point at. */
export function ProblemList({ label }: { readonly label: string }): ReactElement | null {
  const { problems } = useEditor();
  const tell = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <List size="sm" tabIndex={-1} data-problem aria-label={label}>
      {problems.map((problem) => (
        <List.Item key={`${problem.path} ${problem.code}`} style={{ overflowWrap: 'anywhere' }}>
          <Code>{problem.path}</Code> {tell(problem, null, problem.value ?? '')}
        </List.Item>
      ))}
    </List>
  );
}
