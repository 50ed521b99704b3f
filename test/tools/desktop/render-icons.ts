import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Draws the icons of the app from their drawings: `npm run icons:render`. The pictures are committed; builds need no browser. */

const FOLDER = new URL('../../../resources/icons/', import.meta.url);

/** Which drawing at which size, in pixels. */
const PICTURES = [
  { drawing: 'app.svg', picture: 'app.png', size: 1024 },
  { drawing: 'tray.svg', picture: 'tray.png', size: 22 },
  { drawing: 'tray.svg', picture: 'tray@2x.png', size: 44 },
] as const;

const browser = await chromium.launch({
  executablePath: process.env['SUNDIAL_CHROMIUM'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const { drawing, picture, size } of PICTURES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = readFileSync(new URL(drawing, FOLDER), 'utf8').replace(
      '<svg ',
      `<svg width="${size}" height="${size}" `,
    );
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    writeFileSync(fileURLToPath(new URL(picture, FOLDER)), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
