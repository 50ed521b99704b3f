import { QRCodeSVG } from 'qrcode.react';
import type { ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './print-sheet.module.css';

/** Size of the printed code in pixels of paper: some 11 cm, to be read from an arm's length. */
const SIZE = 420;

/** The page that is printed: the shop's name, the code, what to do, the link. It is seen on paper only. */
export function PrintSheet({ link, shop }: { readonly link: string; readonly shop: string }): ReactElement {
  const { t } = useTranslation('ask-ways');
  return createPortal(
    <div className={classes['sheet']} aria-hidden data-print-sheet>
      <p className={classes['shop']}>{shop}</p>
      <QRCodeSVG value={link} size={SIZE} level="M" marginSize={4} />
      <p className={classes['do']}>{t('print.scan')}</p>
      <p className={classes['link']}>{link.replace('https://', '')}</p>
    </div>,
    document.body,
  );
}
