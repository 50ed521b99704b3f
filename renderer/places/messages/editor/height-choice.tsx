import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageHeight } from './message-form.ts';

const HEIGHTS = ['full', 'tall', 'compact'] as const;

/** How much of the phone's screen the page behind a link takes. */
export function HeightChoice({
  value,
  onChange,
}: {
  readonly value: PageHeight;
  readonly onChange: (height: PageHeight) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Select
      label={t('height.label')}
      data={HEIGHTS.map((height) => ({ value: height, label: t(`height.${height}`) }))}
      value={value ?? 'full'}
      allowDeselect={false}
      // Not said means full to the platform; what a person did not touch stays unsaid.
      onChange={(chosen) => onChange(HEIGHTS.find((height) => height === chosen) ?? null)}
    />
  );
}
