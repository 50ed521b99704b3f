import { Button, Checkbox, Group, Paper, Stack, Table, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/places/people/use-now.ts';
import type { AskableRow } from '#shared/contract/ask-answers.ts';
import type { Moment } from '#shared/contract/moment.ts';
import { AskableLine } from './askable-line.tsx';
import classes from './askable-table.module.css';
import type { Askable } from './use-askable.ts';

/** People whose window is open; those who may be asked can be ticked. */
export function AskableTable({
  people,
  now: answered,
  isInstagram,
  chosen,
  choose,
}: {
  readonly people: Askable;
  readonly now: Moment;
  readonly isInstagram: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  const now = useNow(answered) ?? answered;
  const free = people.rows.filter(({ answer }) => answer.kind === 'ok');
  const ticked = free.filter(({ person }) => chosen.has(person)).length;
  const tick = ({ person }: AskableRow, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(person);
    else next.delete(person);
    choose(next);
  };
  return (
    <Stack gap="sm">
      <Paper p="xs">
        <Table layout="fixed" aria-label={t('table.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes['tick']} scope="col">
                <Checkbox
                  aria-label={t('table.all')}
                  disabled={free.length === 0}
                  checked={ticked > 0 && ticked === free.length}
                  indeterminate={ticked > 0 && ticked < free.length}
                  onChange={(event) =>
                    choose(event.currentTarget.checked ? new Set(free.map(({ person }) => person)) : new Set())
                  }
                />
                <VisuallyHidden>{t('table.tick')}</VisuallyHidden>
              </Table.Th>
              <Table.Th scope="col">{t('table.name')}</Table.Th>
              <Table.Th scope="col">{t('table.ends')}</Table.Th>
              <Table.Th className={classes['opened']} scope="col">
                {t('table.opened')}
              </Table.Th>
              <Table.Th scope="col">{t('table.may')}</Table.Th>
              {isInstagram ? <Table.Th scope="col">{t('table.meters')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.rows.map((row) => (
              <AskableLine
                key={row.person}
                row={row}
                now={now}
                isInstagram={isInstagram}
                isChosen={chosen.has(row.person)}
                tick={(isOn) => tick(row, isOn)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {people.hasMore ? (
        <Group>
          <Button variant="default" loading={people.isLoadingMore} onClick={people.more}>
            {t('table.more')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
