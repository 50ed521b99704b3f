import type { ReactElement } from 'react';
import classes from './guide-drawing.module.css';

/** The steps that are drawn. */
export type GuideStep = 'role' | 'app' | 'permissions' | 'generate' | 'paste';

/** A window at Meta in a few lines; what matters in it is in colour. The text beside it says the same, so it is not read out. */
export function GuideDrawing({ step }: { readonly step: GuideStep }): ReactElement {
  const Inside = INSIDE[step];
  return (
    <svg className={classes['drawing']} viewBox="0 0 220 92" aria-hidden focusable="false">
      <rect className={classes['frame']} x="1" y="1" width="218" height="90" rx="8" />
      <path className={classes['frame']} d="M1 18h218" />
      <circle className={classes['dot']} cx="12" cy="9.5" r="3" />
      <circle className={classes['dot']} cx="22" cy="9.5" r="3" />
      <Inside />
    </svg>
  );
}

function Line({ y, x = 20, width }: { readonly y: number; readonly x?: number; readonly width: number }): ReactElement {
  return <rect className={classes['line']} x={x} y={y} width={width} height="6" rx="3" />;
}

function Role(): ReactElement {
  return (
    <>
      <circle className={classes['line']} cx="34" cy="46" r="10" />
      <Line x={54} y={36} width={70} />
      <Line x={54} y={48} width={46} />
      <rect className={classes['mark']} x="140" y="36" width="62" height="20" rx="10" />
      <path className={classes['tick']} d="m163 46 5 5 10-10" />
      <Line y={72} width={120} />
    </>
  );
}

function App(): ReactElement {
  return (
    <>
      <rect className={classes['line']} x="20" y="30" width="52" height="48" rx="6" />
      <rect className={classes['line']} x="84" y="30" width="52" height="48" rx="6" />
      <rect className={classes['mark']} x="148" y="30" width="52" height="48" rx="6" />
      <path className={classes['tick']} d="M174 42v24M162 54h24" />
    </>
  );
}

function Permissions(): ReactElement {
  return (
    <>
      {[28, 48, 68].map((y) => (
        <g key={y}>
          <rect className={classes['mark']} x="20" y={y} width="14" height="14" rx="3" />
          <path className={classes['tick']} d={`m23 ${y + 7} 3 3 5-6`} />
          <Line x={44} y={y + 4} width={150 - y / 2} />
        </g>
      ))}
    </>
  );
}

function Generate(): ReactElement {
  return (
    <>
      <Line y={32} width={90} />
      <rect className={classes['frame']} x="20" y="48" width="110" height="24" rx="5" />
      <rect className={classes['mark']} x="140" y="48" width="60" height="24" rx="5" />
      <path className={classes['tick']} d="M158 60h22m-7-6 7 6-7 6" />
    </>
  );
}

function Paste(): ReactElement {
  return (
    <>
      <rect className={classes['frame']} x="20" y="36" width="130" height="28" rx="5" />
      {[34, 48, 62, 76, 90, 104].map((x) => (
        <circle key={x} className={classes['dot']} cx={x} cy="50" r="4" />
      ))}
      <rect className={classes['mark']} x="160" y="36" width="42" height="28" rx="5" />
      <path className={classes['tick']} d="m173 50 5 5 10-10" />
    </>
  );
}

const INSIDE: Readonly<Record<GuideStep, () => ReactElement>> = {
  role: Role,
  app: App,
  permissions: Permissions,
  generate: Generate,
  paste: Paste,
};
