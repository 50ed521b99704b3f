import { rawHtmlRule } from './raw-html-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'renderer/parts/sample.tsx';

testRule('raw-html', rawHtmlRule, {
  passes: [
    { name: 'text in an element is written as text', file, code: 'const a = <p>{text}</p>;' },
    { name: 'the text of an element may be read and written', file, code: 'element.textContent = text;' },
    { name: 'another write is no markup', file, code: 'stream.write(text);' },
    { name: 'a test may look at markup', file: 'test/e2e/a.ts', code: 'element.innerHTML;' },
  ],
  refuses: [
    {
      name: 'dangerouslySetInnerHTML as an attribute',
      file,
      code: 'const a = <p dangerouslySetInnerHTML={{ __html: text }} />;',
      refusals: [/^dangerouslySetInnerHTML/u],
    },
    {
      name: 'dangerouslySetInnerHTML handed on',
      file,
      code: 'const props = { dangerouslySetInnerHTML: html };',
      refusals: [/^dangerouslySetInnerHTML/u],
    },
    { name: 'innerHTML', file, code: 'element.innerHTML = text;', refusals: [/^innerHTML/u] },
    { name: 'innerHTML by its name as text', file, code: "element['innerHTML'] = text;", refusals: [/^innerHTML/u] },
    {
      name: 'insertAdjacentHTML',
      file,
      code: "element.insertAdjacentHTML('beforeend', text);",
      refusals: [/^insertAdjacentHTML/u],
    },
    { name: 'document.write', file, code: 'document.write(text);', refusals: [/^document\.write/u] },
    { name: 'srcDoc', file, code: 'const a = <iframe srcDoc={text} />;', refusals: [/^srcDoc/u] },
  ],
});
