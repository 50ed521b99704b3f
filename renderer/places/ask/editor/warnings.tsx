import { Alert, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardWarning } from '#shared/contract/opt-in-card.ts';
import { assertNever } from '#shared/lang/assert-never.ts';

/** What is allowed and still worth a look, each as a sentence; nothing when there is nothing of these kinds. */
export function Warnings({
  warnings,
  kinds,
}: {
  readonly warnings: readonly CardWarning[];
  readonly kinds: readonly CardWarning['kind'][];
}): ReactElement {
  const shown = warnings.filter(({ kind }) => kinds.includes(kind));
  return (
    // The region is there before anything is said in it, and takes no room until then.
    <div aria-live="polite" style={{ marginTop: shown.length === 0 ? 'calc(-1 * var(--mantine-spacing-md))' : 0 }}>
      {shown.length === 0 ? null : (
        <Alert color="yellow">
          <Stack gap={6}>
            {shown.map((warning) => (
              <WarningText key={JSON.stringify(warning)} warning={warning} />
            ))}
          </Stack>
        </Alert>
      )}
    </div>
  );
}

function WarningText({ warning }: { readonly warning: CardWarning }): ReactElement {
  const { t } = useTranslation('ask-card');
  switch (warning.kind) {
    case 'defaultTitle':
      return <Text size="sm">{t('warning.defaultTitle')}</Text>;
    case 'alikeInCard':
      return <Text size="sm">{t('warning.alikeInCard', { one: warning.one, other: warning.other })}</Text>;
    case 'alikeCard':
      return (
        <Text size="sm">
          {t('warning.alikeCard', { name: warning.name, title: warning.title })}{' '}
          <Link to="/ask/cards/$card" params={{ card: warning.card }} style={{ color: 'inherit' }}>
            {t('warning.lookAtIt')}
          </Link>
        </Text>
      );
    case 'noImage':
      return <Text size="sm">{t('warning.noImage')}</Text>;
    case 'frequency':
      return <Text size="sm">{t('warning.frequency')}</Text>;
    default:
      return assertNever(warning, 'warning');
  }
}
