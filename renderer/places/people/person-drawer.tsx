import { Alert, Drawer, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Person } from '#shared/contract/person.ts';
import { useCellWords } from './cell-words.ts';
import { ConsentExport } from './consent-export.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonCards } from './person-cards.tsx';
import { PersonConsent } from './person-consent.tsx';
import { PersonFollowUp } from './person-follow-up.tsx';
import { PersonMessages } from './person-messages.tsx';
import { PersonPermissions } from './person-permissions.tsx';
import { usePersonWords } from './use-person-words.ts';
import { WhyNot } from './why-not.tsx';
import { ZoneCell } from './zone-cell.tsx';

/** One person: can they get a message, what became of the last ones and why, what they agreed to, what can be done. */
export function PersonDrawer({
  person,
  close,
}: {
  /** `null` = closed. */
  readonly person: string | null;
  readonly close: () => void;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  // What was shown stays while the drawer slides away.
  const [shown, setShown] = useState(person);
  if (person !== null && person !== shown) setShown(person);
  const wanted = person ?? shown;
  return (
    <Drawer
      opened={person !== null}
      onClose={close}
      position="right"
      size="lg"
      title={<DrawerTitle person={wanted} />}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {wanted === null ? null : <PersonContent key={wanted} person={wanted} close={close} />}
    </Drawer>
  );
}

function DrawerTitle({ person }: { readonly person: string | null }): ReactElement {
  const { t } = useTranslation('common');
  const read = usePerson(person);
  return (
    <Text span fw={700} size="lg" style={{ overflowWrap: 'anywhere' }}>
      {read.data === undefined ? '\u00A0' : (read.data.name ?? t('unnamed'))}
    </Text>
  );
}

function PersonContent({
  person,
  close,
}: {
  readonly person: string;
  readonly close: () => void;
}): ReactElement | null {
  const { t } = useTranslation('people');
  const words = useCellWords();
  const read = usePerson(person);
  const refusal = read.error === null ? null : <Refusal error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return refusal;
  const { messages, permissions, consent, now, zone } = read.data;
  return (
    <Stack gap="lg">
      {/* What was read stays under it, with what somebody has begun to write. */}
      {refusal}
      <StandingLine person={read.data} />
      <Section title={t('column.zone')}>
        <div>
          <ZoneCell zone={zone} now={now} words={words} />
        </div>
      </Section>
      <Section title={t('drawer.messages')}>
        <PersonMessages messages={messages} />
        {permissions.length === 0 ? null : <WhyNot person={read.data} />}
      </Section>
      {permissions.every(({ followUpUntil }) => followUpUntil === null) ? null : (
        <Section title={t('drawer.followUps')}>
          <PersonFollowUp person={read.data} />
        </Section>
      )}
      <Section title={t('drawer.cards')}>
        <PersonCards person={person} />
      </Section>
      {permissions.length === 0 ? null : (
        <>
          <Section title={t('drawer.do')}>
            <PersonActions person={read.data} close={close} />
          </Section>
          <Section title={t('drawer.permissions', { count: permissions.length })}>
            <PersonPermissions person={read.data} />
          </Section>
        </>
      )}
      <Section title={t('drawer.consent')}>
        <PersonConsent consent={consent} />
        <ConsentExport person={read.data} />
      </Section>
    </Stack>
  );
}

/** Whether they can get a message, in one sentence. */
function StandingLine({ person }: { readonly person: Person }): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const { sentence } = usePersonWords();
  const { standing, name, now } = person;
  if (standing === null) {
    return <Alert variant="light" color="gray" title={t('people:line.noYes', { name: name ?? t('common:unnamed') })} />;
  }
  return (
    <Alert
      variant="light"
      color={standing.can === 'now' ? 'teal' : 'gray'}
      title={sentence({ ...person, standing }, now)}
    />
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function usePerson(person: string | null) {
  return useQuery({
    ...ask.people.read.queryOptions({ input: { person: person ?? '' } }),
    enabled: person !== null,
  });
}
