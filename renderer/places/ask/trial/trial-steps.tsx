import { Badge, Group, Paper, Stack, Text, Timeline } from '@mantine/core';
import { IconCheck, IconClock } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { AllowStep } from './allow-step.tsx';
import { type Looked, SendCardStep } from './send-card-step.tsx';
import { StepOutcome } from './step-outcome.tsx';
import { STEPS, type TrialStep } from './steps.ts';
import { TapStep } from './tap-step.tsx';
import { TestStep } from './test-step.tsx';
import { stepsDone, type Trial, useTrial } from './use-trial.ts';

/** The five steps with one tester, each with how it really stands. */
export function TrialSteps({
  account,
  card,
  person,
}: {
  readonly account: AccountView;
  readonly card: SavedCard;
  readonly person: string;
}): ReactElement | null {
  const { t } = useTranslation('ask-try');
  const trial = useTrial(account.id, card, person);
  // The card as it was when the trial was opened: another window may change it meanwhile.
  const [looked, setLooked] = useState<Looked>({ card, isAnew: false });
  if (trial === null) return null;
  const done = stepsDone(trial);
  const next = done.indexOf(false);
  // What can be done at the step that comes next; the first also says what became of the card.
  const work: Readonly<Record<TrialStep, ReactNode>> = {
    card: (
      <SendCardStep
        key={looked.card.version}
        account={account}
        looked={looked}
        lookAnew={(now) => setLooked({ card: now, isAnew: true })}
        person={person}
        request={trial.request}
      />
    ),
    tap: <TapStep account={account} card={card.id} person={person} />,
    ...testSteps(account.id, trial),
  };
  return (
    <Paper p="lg">
      <Timeline bulletSize={24} lineWidth={2} active={next === -1 ? STEPS.length - 1 : next - 1}>
        {STEPS.map((name, index) => (
          <Timeline.Item
            key={name}
            title={<StepTitle title={t(`step.${name}.title`)} isDone={done[index] === true} isNext={next === index} />}
            bullet={done[index] === true ? <IconCheck size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}
          >
            <Stack gap="xs">
              <Text size="sm">{t(`step.${name}.text`)}</Text>
              {next === index || name === 'card' ? work[name] : null}
              {done[index] === true ? <StepOutcome step={name} trial={trial} /> : null}
            </Stack>
          </Timeline.Item>
        ))}
      </Timeline>
      {next === -1 ? (
        <Text fw={600} mt="md" role="status">
          {t('allDone')}
        </Text>
      ) : null}
    </Paper>
  );
}

function testSteps(
  account: string,
  { permission, tests }: Trial,
): Readonly<Record<'first' | 'allow' | 'second', ReactNode>> {
  if (permission === null) return { first: null, allow: null, second: null };
  const campaign = tests.at(-1)?.campaign ?? null;
  return {
    first: <TestStep key="first" account={account} permission={permission.id} />,
    allow: campaign === null ? null : <AllowStep campaign={campaign.id} permission={permission.id} />,
    second: <TestStep key="second" account={account} permission={permission.id} />,
  };
}

function StepTitle({
  title,
  isDone,
  isNext,
}: {
  readonly title: string;
  readonly isDone: boolean;
  readonly isNext: boolean;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const [color, word] = isDone
    ? (['teal', t('state.done')] as const)
    : ([isNext ? 'blue' : 'gray', isNext ? t('state.next') : t('state.waits')] as const);
  return (
    <Group gap="xs">
      <Text span fw={600}>
        {title}
      </Text>
      <Badge color={color} variant="light">
        {word}
      </Badge>
    </Group>
  );
}
