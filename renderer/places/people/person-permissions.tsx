import { Accordion, Code, CopyButton, Group, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { Permission, Person } from '#shared/contract/person.ts';
import { useCellWords } from './cell-words.ts';
import { StatusCell } from './person-cells.tsx';
import { usePersonWords } from './use-person-words.ts';

/** Every permission of a person with what Meta gave of it; the ids are folded away with it (DESIGN 14). */
export function PersonPermissions({ person }: { readonly person: Person }): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const words = useCellWords();
  return (
    <Accordion variant="contained" multiple>
      {person.permissions.map((permission) => (
        <Accordion.Item key={permission.id} value={permission.id}>
          <Accordion.Control>
            <Group gap="xs" wrap="nowrap" justify="space-between">
              <Text size="sm" truncate>
                {permission.topic ?? t('permission.noTopic')}
              </Text>
              <StatusCell status={permission.status} words={words} />
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <PermissionFields permission={permission} person={person} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
      <Accordion.Item value="ids">
        <Accordion.Control>{t('permission.ids')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap={4}>
            <Field label={t('permission.metaId')}>
              <CopyButton value={person.metaId}>
                {({ copied, copy }) => (
                  <Tooltip label={copied ? t('permission.copied') : t('permission.copy')}>
                    <UnstyledButton onClick={copy} aria-label={t('permission.copy')}>
                      <Code>{person.metaId}</Code>
                    </UnstyledButton>
                  </Tooltip>
                )}
              </CopyButton>
            </Field>
            {person.permissions.map(({ id, shortToken, topic }) => (
              <Field key={id} label={topic ?? t('permission.noTopic')}>
                <Code>{shortToken}</Code>
              </Field>
            ))}
            <Field label={t('permission.account')}>{person.account.name}</Field>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function PermissionFields({
  permission,
  person,
}: {
  readonly permission: Permission;
  readonly person: Person;
}): ReactElement {
  const { t } = useTranslation('people');
  const { sentence } = usePersonWords();
  const { userTokenStatus, reoptin, frequency, nextEligibleSource, zoneGiven } = permission;
  return (
    <Stack gap={4}>
      {/* Of a single permission the sentence above the drawer says it already. */}
      {person.permissions.length === 1 ? null : (
        <Text size="sm">{sentence({ ...permission, name: person.name }, person.now)}</Text>
      )}
      <Field label={t('permission.status')} hint="user_token_status">
        {userTokenStatus ?? t('permission.notGiven')}
      </Field>
      <Field label={t('permission.reoptin')} hint="notification_messages_reoptin">
        {reoptin ?? t('permission.notGiven')}
      </Field>
      {frequency === null ? null : (
        <Field label={t('permission.frequency')} hint="notification_messages_frequency">
          {t(`frequency.${frequency}`)}
        </Field>
      )}
      <MomentField label={t('column.next')} hint="next_eligible_time" moment={permission.nextEligible}>
        {nextEligibleSource === null ? null : ` · ${t(`source.${nextEligibleSource}`)}`}
      </MomentField>
      <MomentField label={t('permission.read')} moment={permission.nextEligibleRead} />
      <MomentField label={t('column.optIn')} moment={permission.optIn} />
      <MomentField label={t('permission.created')} hint="creation_timestamp" moment={permission.created} />
      <MomentField label={t('column.expires')} hint="token_expiry_timestamp" moment={permission.expires} />
      <MomentField label={t('column.last')} moment={permission.last} />
      <MomentField label={t('permission.stopped')} moment={permission.stopped} />
      <MomentField label={t('permission.invalid')} moment={permission.invalid} />
      <Field label={t('column.zone')} hint="user_token_timezone">
        {zoneGiven ?? t('permission.notGiven')}
      </Field>
    </Stack>
  );
}

function MomentField({
  label,
  hint,
  moment,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly moment: Moment | null;
  readonly children?: ReactNode;
}): ReactElement | null {
  if (moment === null) return null;
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <MomentText moment={moment} />
      {children}
    </Field>
  );
}

/** @param hint - the platform's own name of the field. */
function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Text size="sm" c="dimmed" w={170} flex="none" {...(hint === undefined ? {} : { title: hint })}>
        {label}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}
