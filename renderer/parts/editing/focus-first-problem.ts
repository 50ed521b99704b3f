/** Fields that say what is wrong with them, and what else stands for a problem. */
const POINTED_OUT = '[data-path][aria-invalid="true"], [data-problem]';
/** Frames to wait for what is being unfolded: half a second on most screens (Sundial's choice). */
const MOST_FRAMES = 30;

/** Moves the focus to the first problem that is pointed out; what lies folded away is waited for while it opens. */
export function focusFirstProblem(framesLeft: number = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const places = [...document.querySelectorAll<HTMLElement>(POINTED_OUT)];
    const [first] = places;
    if (framesLeft > 0 && first?.checkVisibility() !== true) return focusFirstProblem(framesLeft - 1);
    places.find((place) => place.checkVisibility())?.focus();
  });
}
