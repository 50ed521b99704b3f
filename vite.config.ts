import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the screens into `out/renderer`; web host and desktop app serve that folder. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // Small files as data: URLs would need looser rules in the CSP than images have.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
