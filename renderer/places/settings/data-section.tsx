import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { BackupsPart } from './backups-part.tsx';
import { ExportPart } from './export-part.tsx';
import { HoldingsPart } from './holdings-part.tsx';
import { KeepingPart } from './keeping-part.tsx';

/** The data folder: what is in it, its backups, and how to take everything along. */
export function DataSection(): ReactElement {
  return (
    <Stack gap="md">
      <BackupsPart />
      <HoldingsPart />
      <KeepingPart />
      <ExportPart />
    </Stack>
  );
}
