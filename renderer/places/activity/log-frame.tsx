import { Group, Stack, Table } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { LogEnd } from './log-end.tsx';

/** What a log says about its reading; TanStack Query's answer fits. */
interface LogReading {
  readonly error: unknown;
  /** `undefined` = nothing came yet. */
  readonly data: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => Promise<unknown>;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** A log: what narrows it down and saves it, its lines under their headings, and more of them. */
export function LogFrame({
  log,
  filters,
  save,
  headings,
  lines,
}: {
  readonly log: LogReading;
  readonly filters: ReactNode;
  /** The button that saves it as a file. */
  readonly save: ReactNode;
  readonly headings: ReactNode;
  /** Table rows. */
  readonly lines: readonly ReactElement[];
}): ReactElement {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        {filters}
        {save}
      </Group>
      {log.error === null ? null : <Refusal error={log.error} retry={() => void log.refetch()} />}
      <Table>
        <Table.Thead>
          <Table.Tr>{headings}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{lines}</Table.Tbody>
      </Table>
      {log.data === undefined ? null : (
        <LogEnd
          shown={lines.length}
          hasMore={log.hasNextPage}
          isBusy={log.isFetchingNextPage}
          showMore={() => void log.fetchNextPage()}
        />
      )}
    </Stack>
  );
}
