import { browserProgram } from '#test/support/browser.ts';
import { buildScreens } from '#web/build-screens.ts';

/** Once before all tests of the screens: a browser is there, and the screens are built from the sources as they stand. */
export async function setup(): Promise<void> {
  browserProgram();
  await buildScreens();
}
