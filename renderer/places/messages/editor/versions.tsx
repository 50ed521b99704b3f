import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftSaver } from './draft-ways.ts';
import { VersionsDrawer } from './versions-drawer.tsx';

/** The way to earlier texts; what stands here is saved first, so that it is kept as one of them. While it cannot be, the editor says why. */
export function Versions({ campaign, saver }: { readonly campaign: string; readonly saver: DraftSaver }): ReactElement {
  const { t } = useTranslation('messages');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconHistory size={16} aria-hidden />}
        onClick={() => void saver.flush().then((isSaved) => (isSaved ? open() : undefined))}
      >
        {t('versions.open')}
      </Button>
      <VersionsDrawer
        campaign={campaign}
        version={saver.saved.version}
        isOpen={isOpen}
        onClose={close}
        onRefused={(theirs) => saver.notice(theirs)}
        onRestored={(restored) => {
          saver.replace(restored);
          close();
        }}
      />
    </>
  );
}
