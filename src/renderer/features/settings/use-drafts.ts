// A list of settings that is edited line by line: what is typed is kept here, and saved as a whole once every line is right.
import { useEffect, useState } from 'react';

export interface Drafts<Draft> {
  readonly lines: readonly Draft[];
  readonly troubles: readonly (string | undefined)[];
  change(index: number, change: Partial<Draft>): void;
  /** Adds or removes a line; both are saved at once where every line is right. */
  add(line: Draft): void;
  remove(index: number): void;
  /** Saves if there is anything new and every line is right. With `change`, after that change. */
  commit(index?: number, change?: Partial<Draft>): void;
}

export function useDrafts<Value, Draft>(
  values: readonly Value[],
  form: {
    readonly draftOf: (value: Value) => Draft;
    /** A text is what is wrong with the line. */
    readonly valueOf: (draft: Draft) => Value | string;
  },
  onChange: (values: readonly Value[]) => void,
): Drafts<Draft> {
  const saved = JSON.stringify(values);
  const [lines, setLines] = useState<readonly Draft[]>(() => values.map(form.draftOf));
  // What another window saved shows here as well.
  useEffect(() => setLines((JSON.parse(saved) as Value[]).map(form.draftOf)), [saved, form]);

  const save = (next: readonly Draft[]): void => {
    setLines(next);
    const read = next.map(form.valueOf);
    const right = read.filter((value): value is Value => typeof value !== 'string');
    if (right.length === read.length && JSON.stringify(right) !== saved) onChange(right);
  };
  const changed = (index: number, change: Partial<Draft>): readonly Draft[] =>
    lines.map((line, i) => (i === index ? { ...line, ...change } : line));
  return {
    lines,
    troubles: lines.map((line) => {
      const value = form.valueOf(line);
      return typeof value === 'string' ? value : undefined;
    }),
    change: (index, change) => setLines(changed(index, change)),
    add: (line) => save([...lines, line]),
    remove: (index) => save(lines.filter((_, i) => i !== index)),
    commit: (index, change) => save(index === undefined || change === undefined ? lines : changed(index, change)),
  };
}
