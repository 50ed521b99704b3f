import type { Browser } from 'playwright-core';

/**
 * Pictures are compared drawn this many times smaller, so that letters become grey and another machine's fonts look alike; areas, frames
 * and colours stay.
 */
const SMALLER = 8;
/** How far the colour parts of a small pixel may lie apart and still count as the same. */
const SAME_WITHIN = 24;
/** How far a side may differ, as a share: other fonts make lines a little higher. */
const SIDE_WITHIN = 0.04;

/** What two pictures have in common. */
export interface PictureDifference {
  readonly sameSize: boolean;
  /** Share of small pixels that differ, 0 to 1; 1 where the sizes differ. */
  readonly share: number;
}

/** Compares two PNG pictures in a browser's canvas. */
export async function comparePictures(browser: Browser, one: Buffer, other: Buffer): Promise<PictureDifference> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ({ pictures, within, smaller, sideWithin }) => {
        const [first, second] = await Promise.all(
          pictures.map((base64) => {
            const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
            return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          }),
        );
        if (first === undefined || second === undefined) throw new Error('Two pictures are compared.');
        const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= a * sideWithin;
        if (!isNear(first.width, second.width) || !isNear(first.height, second.height)) {
          return { sameSize: false, share: 1 };
        }
        const width = Math.round(first.width / smaller);
        const height = Math.round(first.height / smaller);
        const smallOf = (bitmap: ImageBitmap): Uint8ClampedArray => {
          const context = new OffscreenCanvas(width, height).getContext('2d');
          if (context === null) throw new Error('There is no canvas.');
          context.imageSmoothingQuality = 'high';
          context.drawImage(bitmap, 0, 0, width, height);
          return context.getImageData(0, 0, width, height).data;
        };
        const [left, right] = [smallOf(first), smallOf(second)];
        const isApart = (at: number): boolean => Math.abs((left[at] ?? 0) - (right[at] ?? 0)) > within;
        let different = 0;
        for (let at = 0; at < left.length; at += 4) {
          if (isApart(at) || isApart(at + 1) || isApart(at + 2)) different += 1;
        }
        return { sameSize: true, share: different / (width * height) };
      },
      {
        pictures: [one.toString('base64'), other.toString('base64')],
        within: SAME_WITHIN,
        smaller: SMALLER,
        sideWithin: SIDE_WITHIN,
      },
    );
  } finally {
    await page.close();
  }
}
