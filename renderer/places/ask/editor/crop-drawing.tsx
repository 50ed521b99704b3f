import type { ReactElement } from 'react';
import type { ImageRatio } from '#shared/domain/opt-in.ts';
import classes from './card-editor.module.css';

/** A photo of 4:3 in a drawing of 64 × 48. */
const WIDTH = 64;
const HEIGHT = 48;
/** What the platform leaves of it: 1.91:1 over the whole width, or a square over the whole height (seeds/004, image_aspect_ratio). */
const LEFT_OVER: Readonly<Record<ImageRatio, { readonly width: number; readonly height: number }>> = {
  HORIZONTAL: { width: WIDTH, height: WIDTH / 1.91 },
  SQUARE: { width: HEIGHT, height: HEIGHT },
};

/** What a crop leaves of an ordinary photo, as a drawing; the words beside it say the same. */
export function CropDrawing({ ratio }: { readonly ratio: ImageRatio }): ReactElement {
  const { width, height } = LEFT_OVER[ratio];
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className={classes['crop'] ?? ''}>
      <rect className={classes['cut'] ?? ''} x={0.5} y={0.5} width={WIDTH - 1} height={HEIGHT - 1} rx={3} />
      <rect
        className={classes['kept'] ?? ''}
        x={(WIDTH - width) / 2}
        y={(HEIGHT - height) / 2}
        width={width}
        height={height}
        rx={2}
      />
    </svg>
  );
}
