import { ActionIcon, Group, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBarDown, IconArrowBarUp } from '@tabler/icons-react';
import { memo, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleOrder } from '#shared/contract/people-filter.ts';
import type { PeoplePageStart } from '#shared/contract/people-page.ts';

/** Jumps in the list: to a name, to a row number, to either end. */
export const GoTo = memo(function GoTo({
  sort,
  jumpTo,
}: {
  readonly sort: PeopleOrder;
  readonly jumpTo: (start: PeoplePageStart) => void;
}): ReactElement {
  const { t } = useTranslation('people');
  const [text, setText] = useState('');
  const isByName = sort.by === 'name';
  const go = (): void => {
    const wanted = text.trim();
    if (/^\d+$/u.test(wanted)) jumpTo({ kind: 'row', number: Math.max(1, Number(wanted)) });
    else if (wanted !== '' && isByName) jumpTo({ kind: 'name', text: wanted });
  };
  return (
    <Group gap={4} wrap="nowrap">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('goTo.label')}
          placeholder={isByName ? t('goTo.nameOrRow') : t('goTo.row')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={80}
          w={190}
        />
      </form>
      <Tooltip label={t('goTo.first')}>
        <ActionIcon variant="default" aria-label={t('goTo.first')} onClick={() => jumpTo({ kind: 'first' })}>
          <IconArrowBarUp size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('goTo.last')}>
        <ActionIcon variant="default" aria-label={t('goTo.last')} onClick={() => jumpTo({ kind: 'last' })}>
          <IconArrowBarDown size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
});
