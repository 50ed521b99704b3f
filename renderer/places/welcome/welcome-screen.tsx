import { SimpleGrid, Stack } from '@mantine/core';
import { IconFileImport, IconPlugConnected } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { Door, DoorLink } from './door.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { PracticeDoor } from './practice-door.tsx';

/** The first screen of all: what Sundial does, in one sentence, and three ways in. The first two need no login. */
export function WelcomeScreen(): ReactElement {
  const { t } = useTranslation('welcome');
  return (
    <Page title={t('title')} lead={t('lead')} actions={<LanguageChoice />}>
      <Stack gap="xl" pt="lg">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
          <PracticeDoor />
          <Door
            icon={<IconFileImport size={40} stroke={1.4} aria-hidden />}
            title={t('import.title')}
            text={t('import.text')}
          >
            <DoorLink to="/import" word={t('import.button')} />
          </Door>
          <Door
            icon={<IconPlugConnected size={40} stroke={1.4} aria-hidden />}
            title={t('connect.title')}
            text={t('connect.text')}
          >
            <DoorLink to="/settings/connect" word={t('connect.button')} />
          </Door>
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
