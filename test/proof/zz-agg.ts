import { simulate } from '#test/proof/simulation/simulate.ts';
const [from, to, days, people] = process.argv.slice(2).map(Number) as [number, number, number, number];
const sum: Record<string, number> = {};
let viol = 0, posts = 0; const t = performance.now();
for (let seed = from; seed <= to; seed++) {
  const o = await simulate({ seed, days, people });
  for (const [k, v] of Object.entries(o.reached)) sum[k] = (sum[k] ?? 0) + (v > 0 ? 1 : 0);
  viol += o.violations.length; posts += o.posts;
  if (o.violations.length > 0) console.log(seed, o.violations.slice(0, 4));
}
console.log(JSON.stringify({ ms: performance.now() - t | 0, viol, posts, ...sum }, null, 0));
