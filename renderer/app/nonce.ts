/** The nonce of this load's content security policy, which the host wrote into the page; `''` where it wrote none. */
export const STYLE_NONCE: string =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content.replace('__CSP_NONCE__', '') ?? '';

// Where the library that keeps the page behind a dialog from scrolling looks for the nonce of its style.
Object.assign(globalThis, { __webpack_nonce__: STYLE_NONCE });
