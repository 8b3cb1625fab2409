// Runs a script in the language of promqltest files and says what went wrong, for tests that write their own.
import { runTestFile } from './run-file.ts';

/** One line per `eval` that did not give what it wants. */
export function wrongIn(script: string): readonly string[] {
  const outcomes = runTestFile(script);
  if (outcomes.length === 0) throw new Error('the script asks nothing');
  return outcomes.flatMap(({ expr, problem }) => (problem === undefined ? [] : [`${expr}: ${problem}`]));
}
