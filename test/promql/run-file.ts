// Runs a promqltest file against the engine.
import { loadSeries } from './load-series.ts';
import { MemoryStore } from './memory-store.ts';
import { parsed } from './parsed.ts';
import { runEvaluation } from './run-evaluation.ts';
import { parseTestFile } from './test-file.ts';
import { type Loaded, loadedAfter, nothingLoaded, type Tier, tierOf } from './tiers.ts';

/** What became of one `eval`. */
export interface Outcome {
  readonly line: number;
  readonly expr: string;
  readonly tier: Tier;
  /** undefined: as wanted. */
  readonly problem: string | undefined;
}

export function runTestFile(text: string): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  let store = new MemoryStore();
  let loaded: Loaded = nothingLoaded;
  for (const command of parseTestFile(text)) {
    if (command.kind === 'clear') {
      store = new MemoryStore();
      loaded = nothingLoaded;
    } else if (command.kind === 'load') {
      loadSeries(store, command);
      loaded = loadedAfter(loaded, command);
    } else {
      const { line, expr } = command;
      outcomes.push({
        line,
        expr,
        tier: tierOf(parsed(expr), loaded),
        problem: problemOf(() => runEvaluation(store, command)),
      });
    }
  }
  return outcomes;
}

/** A mistake of the engine is a problem of the one evaluation that met it. */
function problemOf(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
