import { Code } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListFlag, ListReject } from '#shared/contract/imports.ts';

/** Why a row is not taken: the reason, the column, and what stands there. */
export function RejectText({ reject }: { readonly reject: ListReject }): ReactElement {
  const { t } = useTranslation('import');
  return <Sentence reason={t(`reject.${reject.code}`)} finding={reject} />;
}

/** What is odd about a row that is taken. */
export function FlagText({ flag }: { readonly flag: ListFlag }): ReactElement {
  const { t } = useTranslation('import');
  return <Sentence reason={t(`flag.${flag.code}`)} finding={flag} />;
}

function Sentence({
  reason,
  finding: { column, value },
}: {
  readonly reason: string;
  readonly finding: ListReject | ListFlag;
}): ReactElement {
  const { t } = useTranslation('import');
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {column === null ? reason : t('finding.inColumn', { column, reason })}
      {value === null ? null : (
        <>
          {' '}
          <Code>{value}</Code>
        </>
      )}
    </span>
  );
}
