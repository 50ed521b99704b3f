import { useLocation } from '@tanstack/react-router';
import { type RefObject, useLayoutEffect, useRef } from 'react';

let arrivedAt: string | null = null;

/**
 * Puts the focus on the heading of a screen somebody has just gone to, so that its name is read out and the keyboard goes on from
 * there. Not on the first screen after loading: there the page's own title is read.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  // Where this screen was first shown: the screen before still stands for a moment while the address is the new one already.
  const place = useRef(pathname);
  useLayoutEffect(() => {
    if (arrivedAt !== null && arrivedAt !== place.current) heading.current?.focus({ preventScroll: true });
    arrivedAt = place.current;
  }, []);
  return heading;
}
