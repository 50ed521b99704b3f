/** The nonce of this load's content security policy, which the host wrote into the page; `''` where it wrote none. */
export const STYLE_NONCE: string =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content.replace('__CSP_NONCE__', '') ?? '';
