import { List, Paper, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { ScheduleChoice } from '#shared/contract/message-draft.ts';
import type { ScheduleTimes } from '#shared/contract/messages.ts';

/** What the schedule means on the clocks of the people, as the engine works it out. */
export function TimesText({
  times,
  schedule,
}: {
  readonly times: ScheduleTimes | null;
  readonly schedule: ScheduleChoice;
}): ReactElement | null {
  const { t } = useTranslation(['messages', 'reasons']);
  const tell = useMomentWords();
  if (times === null || (times.examples.length === 0 && times.leftOut.length === 0)) return null;
  const isForEach = schedule.time.kind === 'local' && schedule.zone === 'recipient';
  return (
    <Paper p="sm" aria-live="polite">
      <Stack gap={4}>
        <Text fw={600} size="sm">
          {t(isForEach ? 'messages:times.each' : 'messages:times.all', { count: times.zones })}
        </Text>
        <List size="sm">
          {times.examples.map(({ zone, people, moment, note }) => (
            <List.Item key={zone}>
              {t('messages:times.example', { when: tell(moment), count: people })}
              {note === null ? null : (
                <Text span inherit c="dimmed">
                  {` · ${t(`messages:times.note.${note}`)}`}
                </Text>
              )}
            </List.Item>
          ))}
          {times.leftOut.map(({ reason, people }) => (
            <List.Item key={reason}>
              {t('messages:times.leftOut', { count: people, reason: t(`reasons:${reason}.short`) })}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  );
}
