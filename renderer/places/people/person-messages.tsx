import { Anchor, Text, Timeline } from '@mantine/core';
import { IconCheck, IconClock, IconHelp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { PersonMessage } from '#shared/contract/person.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';

const ICONS: Readonly<Record<DeliveryState, typeof IconCheck>> = {
  scheduled: IconClock,
  sending: IconClock,
  sent: IconCheck,
  uncertain: IconHelp,
  failed: IconX,
  skipped: IconX,
  missed: IconX,
  cancelled: IconX,
};

/** The latest messages to a person, newest first: what became of each, and the reason in a sentence. */
export function PersonMessages({ messages }: { readonly messages: readonly PersonMessage[] }): ReactElement {
  const { t } = useTranslation(['people', 'states', 'reasons']);
  if (messages.length === 0) return <Text c="dimmed">{t('messages.none')}</Text>;
  return (
    <Timeline bulletSize={24} lineWidth={2}>
      {messages.map(({ id, campaign, kind, state, reason, due, ended }) => {
        const Icon = ICONS[state];
        const when = state === 'sent' ? (ended ?? due) : (due ?? ended);
        return (
          <Timeline.Item key={id} bullet={<Icon size={14} aria-hidden />} title={t(`states:delivery.${state}`)}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {campaign === null ? (
                t(`messages.kind.${kind}`)
              ) : (
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/messages/$campaign/progress" params={{ campaign: campaign.id }} {...props} />
                  )}
                >
                  {campaign.name}
                </Anchor>
              )}
            </Text>
            {reason === null ? null : <Text size="sm">{t(`reasons:${reason}.why`)}</Text>}
            {when === null ? null : (
              <Text size="xs" c="dimmed">
                <MomentText moment={when} />
              </Text>
            )}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
