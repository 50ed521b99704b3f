import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { AutomationMenu } from '#renderer/places/ask/parts/automation-menu.tsx';

/** Most follow-ups after a yes, and the longest of the second and third (seeds/004, Iscrizione ai messaggi di follow-up). */
const MOST = 3;
const LATER_LENGTH = 250;

/** Writing follow-ups while their two minutes run; afterwards what was written can still be read and copied, not sent. */
export function FollowUpForm({
  permission,
  leftMs,
  tellBegun,
}: {
  readonly permission: string;
  /** `null` = nothing can be sent any more. */
  readonly leftMs: number | null;
  /** Called when something is written here, and when nothing is any more. */
  readonly tellBegun: (permission: string, isBegun: boolean) => void;
}): ReactElement {
  const { t } = useTranslation('ask-sent');
  const [texts, setTexts] = useState<readonly string[]>(['']);
  const send = useMutation(
    ask.asks.followUp.mutationOptions({
      onSuccess: ({ planned }) => {
        setTexts(['']);
        notifications.show({ message: t('followUp.planned', { count: planned }) });
      },
    }),
  );
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
  const isBegun = filled.length > 0;
  useEffect(() => tellBegun(permission, isBegun), [permission, isBegun, tellBegun]);
  const isTooLong = texts.some((text, index) => index > 0 && lengthOf(text) > LATER_LENGTH);
  return (
    <Stack gap="sm">
      {leftMs === null ? null : (
        <Text size="sm" role="timer" fw={600}>
          {t('followUp.left', { time: clock(leftMs) })}
        </Text>
      )}
      {texts.map((text, index) => (
        // Fields have no id of their own, and only the last one comes and goes.
        <Stack key={`${index}`} gap={4}>
          <Textarea
            label={t('followUp.label', { number: index + 1 })}
            description={index === 0 ? t('followUp.first') : t('followUp.later', { length: lengthOf(text) })}
            error={index > 0 && lengthOf(text) > LATER_LENGTH ? t('followUp.tooLong') : null}
            autosize
            minRows={2}
            maxRows={6}
            value={text}
            // What is on its way is not written on: it goes from here when it has left.
            readOnly={send.isPending}
            onChange={(event) => setTexts(texts.with(index, event.currentTarget.value))}
          />
          <Group>
            <AutomationMenu
              number={index + 1}
              // The words of another language arrive a moment later: what was typed meanwhile stays.
              onChoose={(sentence) => setTexts((now) => now.with(index, withSentence(now[index] ?? '', sentence)))}
            />
          </Group>
        </Stack>
      ))}
      {send.error === null ? null : <Refusal error={send.error} />}
      <Group gap="xs">
        {texts.length >= MOST ? null : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setTexts([...texts, ''])}
          >
            {t('followUp.add')}
          </Button>
        )}
        <Button
          size="xs"
          leftSection={<IconSend size={14} aria-hidden />}
          disabled={leftMs === null || !isBegun || isTooLong}
          loading={send.isPending}
          onClick={() => send.mutate({ permission, texts: filled })}
        >
          {t('followUp.send', { count: Math.max(1, filled.length) })}
        </Button>
      </Group>
    </Stack>
  );
}

function withSentence(text: string, sentence: string): string {
  return text.trim() === '' ? sentence : `${sentence}\n${text}`;
}

/** Characters as people count them. */
function lengthOf(text: string): number {
  return [...text].length;
}

/** Minutes and seconds: `1:07`. */
function clock(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
