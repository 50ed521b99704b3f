import { literalTextRule } from './literal-text-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'renderer/places/today/sample.tsx';
const refusals = [/in one language only/u];

testRule('literal-text', literalTextRule, {
  passes: [
    { name: 'a text of renderer/words', file, code: "const a = <p title={t('a.b')}>{t('a.c')}</p>;" },
    { name: 'signs and numbers', file, code: 'const a = <p>{count} · 24 h</p>;' },
    { name: 'attributes nobody reads', file, code: 'const a = <Button variant="light" size={big ? "lg" : "xs"} />;' },
    { name: 'our name', file, code: 'const a = <h2>Sundial</h2>;' },
    { name: 'an address', file, code: 'const a = <TextInput placeholder="https://a.example" />;' },
    { name: 'an empty label', file, code: 'const a = <img alt="" />;' },
    { name: 'files without elements', file: 'renderer/app/language.ts', code: "const label = 'Deutsch';" },
  ],
  refuses: [
    { name: 'a text in an element', file, code: 'const a = <p>Nobody yet</p>;', refusals },
    { name: 'a text in braces', file, code: "const a = <p>{'Nobody yet'}</p>;", refusals },
    { name: 'a text in a choice', file, code: "const a = <p>{none ? 'Nobody' : t('a')}</p>;", refusals },
    { name: 'words in a template', file, code: 'const a = <p>{`${count} people`}</p>;', refusals },
    { name: 'a label', file, code: 'const a = <TextInput label="Name" />;', refusals },
    { name: 'a label for those who listen', file, code: 'const a = <button aria-label={"Close"} />;', refusals },
    { name: 'a placeholder', file, code: 'const a = <TextInput placeholder="Anna" />;', refusals },
  ],
});
