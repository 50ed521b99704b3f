import { Alert, Stack, Text } from '@mantine/core';
import { type ReactElement, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { Person, PersonMessage } from '#shared/contract/person.ts';
import { FollowUpForm } from './follow-up-form.tsx';
import { type FollowedYes, followUpsShown } from './follow-ups-shown.ts';
import { useCountdown } from './use-countdown.ts';

/** Follow-ups to the latest yes: written here while the two minutes run; afterwards why nothing can go (issue 4, Follow-ups). */
export function PersonFollowUp({ person }: { readonly person: Person }): ReactElement {
  const { t } = useTranslation('people');
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
  const tellBegun = useCallback((permission: string, isBegun: boolean): void => {
    setBegun((known) => {
      if (known.has(permission) === isBegun) return known;
      return new Set(isBegun ? [...known, permission] : [...known].filter((one) => one !== permission));
    });
  }, []);
  const shown = followUpsShown(person.permissions, begun);
  return (
    <Stack gap="md">
      {shown.map((one) => (
        <Stack key={one.permission.id} gap="xs">
          {shown.length === 1 ? null : (
            <Text size="sm" fw={600}>
              {one.permission.topic ?? t('permission.noTopic')}
            </Text>
          )}
          <FollowUpState
            now={person.now}
            followed={one}
            sent={sentAfter(one, person.messages)}
            isBegun={begun.has(one.permission.id)}
            tellBegun={tellBegun}
          />
        </Stack>
      ))}
    </Stack>
  );
}

/** One yes. What somebody has begun to write stays to be read and copied when it can no longer go. */
function FollowUpState({
  now,
  followed,
  sent,
  isBegun,
  tellBegun,
}: {
  readonly now: Moment;
  readonly followed: FollowedYes;
  readonly sent: readonly PersonMessage[];
  readonly isBegun: boolean;
  readonly tellBegun: (permission: string, isBegun: boolean) => void;
}): ReactElement {
  const { permission, yes, until } = followed;
  const leftMs = useCountdown(now, until);
  const isOpen = permission.status === 'active' && sent.length === 0 && leftMs > 0;
  return (
    <Stack gap="sm">
      {isOpen ? null : <WhyNone isActive={permission.status === 'active'} sent={sent} yes={yes} />}
      {isOpen || isBegun ? (
        <FollowUpForm permission={permission.id} leftMs={isOpen ? leftMs : null} tellBegun={tellBegun} />
      ) : null}
    </Stack>
  );
}

/** Why no follow-up can be sent to a yes. */
function WhyNone({
  isActive,
  sent,
  yes,
}: {
  readonly isActive: boolean;
  /** Follow-ups to this yes, whatever became of them. */
  readonly sent: readonly PersonMessage[];
  readonly yes: Moment;
}): ReactElement {
  const { t } = useTranslation(['ask-sent', 'reasons']);
  const tell = useMomentWords();
  if (!isActive) return <Text size="sm">{t('ask-sent:followUp.notActive')}</Text>;
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
  return (
    <Alert variant="light" color="gray" title={t('ask-sent:followUp.over')}>
      {t('ask-sent:followUp.overText', { when: tell(yes) })}
    </Alert>
  );
}

function sentAfter({ permission, yes }: FollowedYes, messages: readonly PersonMessage[]): readonly PersonMessage[] {
  return messages.filter(
    ({ kind, permission: of, due }) => kind === 'followup' && of === permission.id && (due?.at ?? 0) >= yes.at,
  );
}
