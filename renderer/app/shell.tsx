import { AppShell, NavLink } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACES } from './places.ts';

/** Navigation on the left, the place beside it. */
export function Shell(): ReactElement {
  const { t } = useTranslation('common');
  const { pathname } = useLocation();
  return (
    <AppShell navbar={{ width: 200, breakpoint: 0 }} padding="lg">
      <AppShell.Navbar p="sm" component="nav" aria-label={t('navigation')}>
        {PLACES.map(({ path, word, icon: Icon }) => (
          <NavLink
            key={path}
            active={pathname.startsWith(path)}
            label={t(word)}
            leftSection={<Icon size={18} aria-hidden />}
            renderRoot={(props) => <Link to={path} {...props} />}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
