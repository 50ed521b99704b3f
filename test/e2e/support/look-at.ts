import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const SCREENSHOTS = fileURLToPath(new URL('../../../out/screenshots/', import.meta.url));

/**
 * Waits until a page stands still, has axe look it over, and keeps a picture of it.
 *
 * @param name - of the picture, without its ending.
 * @throws {Error} with every finding of axe: rule, element, what helps.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await untilQuiet(page);
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  // Every rule is run; what passes is not described, which costs axe as much again as all its rules.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}\n    ${node.target.join(' ')}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary ?? ''}`,
    ),
  );
  if (findings.length > 0) throw new Error(`axe finds on "${name}":\n  ${findings.join('\n  ')}`);
}

/** Fonts are there, nothing that ends still moves, and what was asked for is drawn. */
async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
