import 'dayjs/locale/de';
import 'dayjs/locale/id';
import 'dayjs/locale/it';
import 'dayjs/locale/ja';
import { MantineThemeProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Gives Mantine's own parts the words of the language: crosses that close, names of days and months, first day of the week. */
export function WordedParts({ children }: { readonly children: ReactNode }): ReactElement {
  const { t, i18n } = useTranslation('common');
  const closes = { defaultProps: { 'aria-label': t('close') } };
  return (
    <MantineThemeProvider theme={{ components: { CloseButton: closes } }}>
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: firstDayOfWeek(i18n.language) }}>
        {children}
      </DatesProvider>
    </MantineThemeProvider>
  );
}

/** Sunday where calendars begin with it, else Monday. */
function firstDayOfWeek(language: string): 0 | 1 {
  return language === 'ja' ? 0 : 1;
}
