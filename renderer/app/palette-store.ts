import { createSpotlight } from '@mantine/spotlight';

/** The palette's own state, and how to open it. */
export const [paletteStore, palette] = createSpotlight();
