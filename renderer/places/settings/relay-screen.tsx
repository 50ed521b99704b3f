import { Alert, Button, Code, Grid, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { PollingPart } from './polling-part.tsx';
import { RelayLetter } from './relay-letter.tsx';
import { RelayNow } from './relay-now.tsx';
import { SectionPart } from './section-part.tsx';

/** What starts Sundial so that it takes webhooks; the name stands for the relay's own. */
const RELAY_COMMAND = 'npm run -s sundial -- serve --webhooks --app-secret-stdin --webhook-host relay.example.com';

/** What must be subscribed at Meta (META-API 9, DESIGN 13). */
const FIELDS = [
  'messaging_optins',
  'messaging_referrals',
  'messages',
  'messaging_postbacks',
  'message_reactions',
] as const;

/** How Sundial hears from Meta: by asking, which needs nothing, or by a relay, which is quicker. */
export function RelayScreen(): ReactElement | null {
  const { t } = useTranslation('relay');
  const relay = useQuery(ask.relay.read.queryOptions({ input: {} }));
  if (relay.isError) return <Refusal error={relay.error} retry={() => void relay.refetch()} />;
  if (relay.data === undefined) return null;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} to="/settings" variant="subtle" leftSection={<IconArrowLeft size={18} aria-hidden />}>
          {t('back')}
        </Button>
      }
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="md">
            <PollingPart />
            <SectionPart title={t('what.title')} text={t('what.text')}>
              <List size="sm" spacing={4}>
                <List.Item>{t('what.why.window')}</List.Item>
                <List.Item>{t('what.why.followUps')}</List.Item>
                <List.Item>{t('what.why.stops')}</List.Item>
              </List>
              <Alert variant="light" icon={<IconInfoCircle aria-hidden />}>
                {t('what.need')}
              </Alert>
            </SectionPart>
            <SectionPart title={t('steps.title')} text={t('steps.text')}>
              <List type="ordered" size="sm" spacing="sm">
                <List.Item>
                  {t('steps.start')}
                  <Code block mt={6} tabIndex={0} aria-label={t('steps.command')}>
                    {RELAY_COMMAND}
                  </Code>
                </List.Item>
                <List.Item>{t('steps.secret')}</List.Item>
                <List.Item>{t('steps.verify')}</List.Item>
                <List.Item>
                  {t('steps.subscribe')}
                  <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
                    {FIELDS.map((field) => (
                      <Code key={field} mr={6}>
                        {field}
                      </Code>
                    ))}
                  </Text>
                </List.Item>
              </List>
            </SectionPart>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="md">
            <Paper p="lg" component="section" aria-labelledby="relay-now">
              <Title order={2} size="h4" id="relay-now" mb="sm">
                {t('now.title')}
              </Title>
              <RelayNow relay={relay.data} />
            </Paper>
            <RelayLetter command={RELAY_COMMAND} verifyWord={relay.data.verifyWord} fields={FIELDS.join(', ')} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
