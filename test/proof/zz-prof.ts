import Database from 'better-sqlite3';
const acc = new Map<string, { n: number; ms: number }>();
const orig = Database.prototype.prepare;
(Database.prototype as any).prepare = function (this: any, text: string) {
  const st: any = orig.call(this, text);
  for (const m of ['all', 'get', 'run'] as const) {
    const f = st[m];
    st[m] = function (...a: any[]) { const t = performance.now(); try { return f.apply(this, a); } finally { const e = acc.get(text) ?? { n: 0, ms: 0 }; e.n++; e.ms += performance.now() - t; acc.set(text, e); } };
  }
  return st;
};
const { simulate } = await import('#test/proof/simulation/simulate.ts');
const t = performance.now();
await simulate({ seed: 21, days: 3, people: 60 });
console.log('total', performance.now() - t);
for (const [k, v] of [...acc].sort((a, b) => b[1].ms - a[1].ms).slice(0, 8)) console.log(v.ms | 0, v.n, k.replace(/\s+/g, ' ').slice(0, 200));
