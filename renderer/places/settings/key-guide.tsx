import { Paper, Stack, Text, Timeline, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { GuideDrawing, type GuideStep } from './guide-drawing.tsx';

const STEPS: readonly GuideStep[] = ['role', 'app', 'permissions', 'generate', 'paste'];

/** How one gets a Page key, step by step, with a drawing each. */
export function KeyGuide(): ReactElement {
  const { t, i18n } = useTranslation('connect');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Title order={2} size="h4">
          {t('guide.title')}
        </Title>
        <Timeline bulletSize={26} lineWidth={2} active={STEPS.length}>
          {STEPS.map((step, index) => (
            <Timeline.Item
              key={step}
              bullet={<span aria-hidden>{number.format(index + 1)}</span>}
              title={
                <Text fw={600} lh={1.35}>
                  {t(`guide.${step}.title`)}
                </Text>
              }
            >
              <Text size="sm">{t(`guide.${step}.text`)}</Text>
              <GuideDrawing step={step} />
            </Timeline.Item>
          ))}
        </Timeline>
      </Stack>
    </Paper>
  );
}
