// Which files of a stack trace are on this machine; the engine looks, and answers none where the window may be elsewhere.
import { useMemo } from 'react';
import { useAnswer } from './use-answer.ts';

const none: ReadonlySet<string> = new Set();
/** As many as the engine looks up at once. */
const most = 200;

export function useLocated(paths: readonly string[]): ReadonlySet<string> {
  const asked = useMemo(() => [...new Set(paths)].filter((path) => path.length <= 4096).slice(0, most), [paths]);
  const { data } = useAnswer('source.locate', asked.length === 0 ? undefined : { paths: asked }, { live: false });
  return useMemo(
    () => (data === undefined ? none : new Set(asked.filter((_, i) => data.found[i] === 1))),
    [data, asked],
  );
}
