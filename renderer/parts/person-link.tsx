import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** A person's name that opens what is known of them. */
export function PersonLink({
  person,
  name,
}: {
  /** e.g. `p12`. */
  readonly person: string;
  readonly name: string | null;
}): ReactElement {
  const { t } = useTranslation('common');
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/people" search={{ person }} {...props} />}>
      {name ?? t('unnamed')}
    </Anchor>
  );
}
