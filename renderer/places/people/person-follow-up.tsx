import { Alert, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { Permission, Person, PersonMessage } from '#shared/contract/person.ts';
import { FollowUpForm } from './follow-up-form.tsx';
import { useCountdown } from './use-countdown.ts';

/** Follow-ups to the latest yes: written here while the two minutes run; afterwards why nothing can go (issue 4, Follow-ups). */
export function PersonFollowUp({ person }: { readonly person: Person }): ReactElement | null {
  const latest = latestYes(person.permissions);
  if (latest === null) return null;
  const { permission, yes, until } = latest;
  const sent = person.messages.filter(
    ({ kind, permission: of, due }) => kind === 'followup' && of === permission.id && (due?.at ?? 0) >= yes.at,
  );
  return <FollowUpState now={person.now} permission={permission} yes={yes} until={until} sent={sent} />;
}

function FollowUpState({
  now,
  permission,
  yes,
  until,
  sent,
}: {
  readonly now: Moment;
  readonly permission: Permission;
  readonly yes: Moment;
  readonly until: Moment;
  /** Follow-ups to this yes, whatever became of them. */
  readonly sent: readonly PersonMessage[];
}): ReactElement {
  const { t } = useTranslation(['ask-sent', 'reasons']);
  const tell = useMomentWords();
  const leftMs = useCountdown(now, until);
  if (permission.status !== 'active') return <Text size="sm">{t('ask-sent:followUp.notActive')}</Text>;
  if (sent.length > 0) {
    const broken = sent.find(({ reason }) => reason !== null);
    const reason = broken?.reason ?? null;
    return (
      <Text size="sm">
        {t('ask-sent:followUp.there', { count: sent.length })}
        {reason === null ? null : ` ${t(`reasons:${reason}.why`)}`}
      </Text>
    );
  }
  if (leftMs <= 0) {
    return (
      <Alert variant="light" color="gray" title={t('ask-sent:followUp.over')}>
        {t('ask-sent:followUp.overText', { when: tell(yes) })}
      </Alert>
    );
  }
  return <FollowUpForm permission={permission.id} leftMs={leftMs} />;
}

/** The permission with the latest yes whose time is known. */
function latestYes(
  permissions: readonly Permission[],
): { readonly permission: Permission; readonly yes: Moment; readonly until: Moment } | null {
  return permissions
    .flatMap((permission) => {
      const { optIn, followUpUntil } = permission;
      return optIn === null || followUpUntil === null ? [] : [{ permission, yes: optIn, until: followUpUntil }];
    })
    .reduce<{ permission: Permission; yes: Moment; until: Moment } | null>(
      (late, one) => (late === null || one.yes.at > late.yes.at ? one : late),
      null,
    );
}
