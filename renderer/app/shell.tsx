import { ActionIcon, AppShell, Group, NavLink, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactElement, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';
import { Logo } from './logo.tsx';
import { Palette } from './palette.tsx';
import { palette } from './palette-store.ts';
import { PLACES } from './places.ts';
import classes from './shell.module.css';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useAnnouncedFacts } from './use-announced-facts.tsx';
import { useDeeds } from './use-deeds.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Where the skip link leads. */
const MAIN = 'main';

/** Navigation on the left, what has to be said above, the place below it. */
export function Shell(): ReactElement {
  const { t } = useTranslation('frame');
  const [isSheetOpen, setSheetOpen] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 1000px)', false, { getInitialValueInEffect: false });
  const openSheet = useCallback(() => setSheetOpen(true), []);
  const carryOut = useDeeds(openSheet);
  useShortcuts(carryOut);
  useAnnouncedFacts();
  return (
    <AppShell navbar={{ width: isNarrow ? 68 : 216, breakpoint: 0 }} padding="lg">
      <UnstyledButton className={classes['skip'] ?? ''} onClick={() => document.getElementById(MAIN)?.focus()}>
        {t('skip')}
      </UnstyledButton>
      <AppShell.Navbar className={classes['navbar'] ?? ''} p="sm" component="nav" aria-label={t('common:navigation')}>
        <Navigation isNarrow={isNarrow} openSheet={openSheet} />
      </AppShell.Navbar>
      <AppShell.Main id={MAIN} tabIndex={-1} className={classes['main'] ?? ''}>
        <Banner />
        <Outlet />
      </AppShell.Main>
      <Palette carryOut={carryOut} />
      <ShortcutSheet isOpen={isSheetOpen} close={() => setSheetOpen(false)} />
    </AppShell>
  );
}

function Navigation({
  isNarrow,
  openSheet,
}: {
  readonly isNarrow: boolean;
  readonly openSheet: () => void;
}): ReactElement {
  const { t } = useTranslation('frame');
  const { pathname } = useLocation();
  return (
    <Stack gap={4} h="100%">
      <Group gap="xs" wrap="nowrap" px={6} py={4} mb="sm" justify={isNarrow ? 'center' : 'flex-start'}>
        <Logo />
        {isNarrow ? null : <Text className={classes['name'] ?? ''}>{t('name')}</Text>}
      </Group>
      {PLACES.map(({ path, word, icon: Icon }) => (
        <Tooltip key={path} label={t(`common:${word}`)} position="right" disabled={!isNarrow}>
          <NavLink
            active={pathname.startsWith(path)}
            aria-label={t(`common:${word}`)}
            label={isNarrow ? null : t(`common:${word}`)}
            leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
            className={classes['place'] ?? ''}
            {...(isNarrow ? { 'data-narrow': true } : {})}
            renderRoot={(props) => <Link to={path} {...props} />}
          />
        </Tooltip>
      ))}
      <Stack gap={4} mt="auto" align={isNarrow ? 'center' : 'stretch'}>
        <Group gap={4} justify={isNarrow ? 'center' : 'flex-start'}>
          <IconDeed word={t('palette.open')} icon={<IconSearch size={18} aria-hidden />} deed={palette.open} />
          <IconDeed word={t('sheet.open')} icon={<IconKeyboard size={18} aria-hidden />} deed={openSheet} />
        </Group>
      </Stack>
    </Stack>
  );
}

function IconDeed({
  word,
  icon,
  deed,
}: {
  readonly word: string;
  readonly icon: ReactElement;
  readonly deed: () => void;
}): ReactElement {
  return (
    <Tooltip label={word} position="right">
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={word} onClick={deed}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
