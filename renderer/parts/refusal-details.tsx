import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { WordedRefusal } from '#shared/domain/errors.ts';
import { refusalOf } from './refusal-of.ts';
import { useRefusalWords } from './use-refusal-words.ts';

/** What exactly was refused, in the person's language; in English where only the engine has words, nothing where nobody has. */
export function RefusalSaid({
  refusal,
  details,
}: {
  readonly refusal: WordedRefusal | null;
  /** The engine's English sentence. */
  readonly details: string | null;
}): ReactElement | null {
  const say = useRefusalWords();
  const said = refusal === null ? null : say(refusal);
  if (said !== null) return <Text size="sm">{said}</Text>;
  if (details === null) return null;
  return (
    <Text size="sm" lang="en">
      {details}
    </Text>
  );
}

/** The same of a question that failed. */
export function RefusalDetails({ error }: { readonly error: unknown }): ReactElement | null {
  const { refusal, details } = refusalOf(error);
  return <RefusalSaid refusal={refusal} details={details} />;
}
