/**
 * The value of a switch in a command line, written `--name=value` or `--name value`; of several the last. `null` = it is not there, or
 * has none.
 */
export function argumentValue(words: readonly string[], name: string): string | null {
  const switchName = `--${name}`;
  const values = words.flatMap((word, index) => {
    if (word.startsWith(`${switchName}=`)) return [word.slice(switchName.length + 1)];
    const next = words[index + 1];
    return word === switchName && next !== undefined && !next.startsWith('--') ? [next] : [];
  });
  const last = values.at(-1);
  return last === undefined || last === '' ? null : last;
}
