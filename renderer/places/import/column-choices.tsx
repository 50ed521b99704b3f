import { Button, Collapse, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnChoice, Peek } from '#shared/contract/imports.ts';
import type { TokenField } from '#shared/domain/list-file.ts';

/** What nearly every list holds; the first two are needed. */
const MAIN_FIELDS = ['token', 'recipient', 'name', 'timezone', 'topic', 'createdAt'] as const;
/** What only lists of other tools and of Meta itself hold. */
const FURTHER_FIELDS = [
  'expiresAt',
  'nextEligibleAt',
  'status',
  'lastInbound',
  'frequency',
  'userTokenStatus',
  'reoptin',
  'payload',
] as const;
/** Most columns offered at once; the others are found by typing. */
const OFFERED = 100;

type Columns = Peek['columns'];

/** For each thing Sundial can know of a person, the column it stands in. */
export function ColumnChoices({
  columns,
  decided,
  decide,
}: {
  readonly columns: Columns;
  readonly decided: readonly ColumnChoice[];
  readonly decide: (choices: readonly ColumnChoice[]) => void;
}): ReactElement {
  const { t } = useTranslation('import');
  const isFurtherUsed = columns.some(({ field }) => FURTHER_FIELDS.some((one) => one === field));
  const [isOpen, { toggle }] = useDisclosure(isFurtherUsed);
  const names = useMemo(
    () => [...new Set(columns.map(({ column }) => column).filter((name) => name !== ''))],
    [columns],
  );
  const used = columns.filter(({ field }) => field !== null).length;
  const choose = (field: TokenField, column: string | null): void => {
    const before = columnOf(columns, field);
    // What is named is decided; a column that gives its field away is left out, or it would be guessed again.
    const others = decided.filter(
      (choice) => choice.field !== field && choice.column !== column && choice.column !== before,
    );
    const freed: readonly ColumnChoice[] = before === null || before === column ? [] : [{ column: before, field: '-' }];
    decide([...others, ...freed, ...(column === null ? [] : [{ column, field }])]);
  };
  const choice = (field: TokenField): ReactElement => (
    <FieldChoice key={field} field={field} columns={columns} names={names} choose={choose} />
  );
  return (
    <Stack gap="md">
      <Stack gap={2}>
        <Title order={2} size="h4">
          {t('columns.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('columns.lead', { count: names.length, used })}
        </Text>
      </Stack>
      <SimpleGrid cols={{ base: 2, lg: 3 }} spacing="md">
        {MAIN_FIELDS.map(choice)}
      </SimpleGrid>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen} style={{ alignSelf: 'start' }}>
        {isOpen ? t('columns.fewer') : t('columns.more')}
      </Button>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 2, lg: 3 }} spacing="md">
          {FURTHER_FIELDS.map(choice)}
        </SimpleGrid>
      </Collapse>
    </Stack>
  );
}

function FieldChoice({
  field,
  columns,
  names,
  choose,
}: {
  readonly field: TokenField;
  readonly columns: Columns;
  readonly names: readonly string[];
  readonly choose: (field: TokenField, column: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('import');
  const isNeeded = field === 'token' || field === 'recipient';
  return (
    <Select
      label={t(`field.${field}`)}
      withAsterisk={isNeeded}
      placeholder={isNeeded ? t('columns.choose') : t('columns.none')}
      data={[...names]}
      value={columnOf(columns, field)}
      onChange={(column) => choose(field, column)}
      searchable={names.length > 12}
      clearable={!isNeeded}
      clearButtonProps={{ 'aria-label': t('columns.leaveOut', { field: t(`field.${field}`) }) }}
      allowDeselect={false}
      limit={OFFERED}
      nothingFoundMessage={t('columns.noneFound')}
    />
  );
}

function columnOf(columns: Columns, field: TokenField): string | null {
  return columns.find((column) => column.field === field)?.column ?? null;
}
