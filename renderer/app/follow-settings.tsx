import { MantineProvider } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { preferredLanguage, showLanguage } from './language.ts';
import { STYLE_NONCE } from './nonce.ts';
import { cssVariables, theme } from './theme.ts';
import { useSettings } from './use-settings.ts';
import { WordedParts } from './worded-parts.tsx';

/**
 * Shows what is inside in the language and the theme of the settings, in this window and in every other. Before the engine has
 * answered, the browser's language and the computer's theme count.
 */
export function FollowSettings({ children }: { readonly children: ReactNode }): ReactElement {
  const { answer } = useSettings();
  const language = answer?.settings.language;
  const chosen = answer?.settings.theme ?? 'system';
  useEffect(() => {
    if (language !== undefined) void showLanguage(language ?? preferredLanguage());
  }, [language]);
  const forced = chosen === 'system' ? {} : { forceColorScheme: chosen };
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => STYLE_NONCE}
      {...forced}
    >
      <WordedParts>{children}</WordedParts>
    </MantineProvider>
  );
}
