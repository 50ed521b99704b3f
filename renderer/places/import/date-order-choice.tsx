import { Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '#renderer/parts/day-format.ts';
import type { DoubtfulDate } from '#shared/contract/imports.ts';
import type { Moment } from '#shared/contract/moment.ts';
import { DATE_ORDERS, type DateOrder } from '#shared/time/written-date.ts';

/** Asks what comes first in dates such as 03/04/2026, the day or the month; the rows below follow at once. */
export function DateOrderChoice({
  doubtful,
  chosen,
  choose,
}: {
  readonly doubtful: readonly DoubtfulDate[];
  /** What the person said; `null` = nothing yet. */
  readonly chosen: DateOrder | null;
  readonly choose: (order: DateOrder) => void;
}): ReactElement | null {
  const { t, i18n } = useTranslation('import');
  // A column that nothing decides is the one to ask about.
  const asked = doubtful.find(({ order }) => order === null) ?? doubtful[0];
  if (asked === undefined) return null;
  const dayOf = (moment: Moment): string => dateText((moment.there ?? moment.here).local, i18n.language);
  const isProven = chosen === null && asked.order !== null;
  return (
    <Radio.Group
      label={t('dates.which', { written: asked.written, column: asked.column })}
      description={isProven ? t('dates.proven') : null}
      value={asked.order}
      onChange={(value) => {
        const order = DATE_ORDERS.find((one) => one === value);
        if (order !== undefined) choose(order);
      }}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="dayFirst" label={t('dates.dayFirst', { date: dayOf(asked.dayFirst) })} />
        <Radio value="monthFirst" label={t('dates.monthFirst', { date: dayOf(asked.monthFirst) })} />
      </Stack>
    </Radio.Group>
  );
}
