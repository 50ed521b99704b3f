import { openWorkFolder } from './work-folder.ts'; import { runTimedChild } from './child.ts';
const w = openWorkFolder(); const folder = w.fresh('ws');
for (let i = 0; i < 3; i++) for (const readers of [0, 1, 2]) console.log(readers, await runTimedChild('zz-thr.ts', { folder, readers }));
