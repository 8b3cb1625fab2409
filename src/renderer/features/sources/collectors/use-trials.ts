// Tests of planned sources, all at once: each answers for itself, and answers to an older question are dropped.
import { useRef, useState } from 'react';
import type { Client } from '../../../data/client.ts';
import { useClient } from '../../../data/data-provider.tsx';
import { plural } from '../../../ui/number-text.ts';
import { sentence } from '../../../ui/sentence.ts';
import type { PlannedThing } from './recipe.ts';

export type Trial =
  | { readonly kind: 'testing' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'reached'; readonly words: string };

export interface Trials {
  readonly results: ReadonlyMap<string, Trial>;
  readonly busy: boolean;
  run(things: readonly (readonly [key: string, thing: PlannedThing])[]): void;
  /** What was asked is not what is there any more. */
  reset(): void;
}

export function useTrials(): Trials {
  const client = useClient();
  const [results, setResults] = useState<ReadonlyMap<string, Trial>>(new Map());
  const question = useRef(0);
  return {
    results,
    busy: [...results.values()].some(({ kind }) => kind === 'testing'),
    run(things) {
      const asked = ++question.current;
      setResults(new Map(things.map(([key]) => [key, { kind: 'testing' }])));
      for (const [key, thing] of things)
        void trialOf(client, thing).then((trial) => {
          if (question.current === asked) setResults((before) => new Map(before).set(key, trial));
        });
    },
    reset() {
      question.current += 1;
      setResults((before) => (before.size === 0 ? before : new Map()));
    },
  };
}

async function trialOf(client: Client, thing: PlannedThing): Promise<Trial> {
  try {
    return thing.kind === 'collector'
      ? await collectorTrial(client, thing.collector)
      : await targetTrial(client, thing.target);
  } catch (error) {
    return { kind: 'failed', words: error instanceof Error ? error.message : String(error) };
  }
}

async function collectorTrial(
  client: Client,
  collector: Extract<PlannedThing, { kind: 'collector' }>['collector'],
): Promise<Trial> {
  const trial = await client.call('collectors.test', { collector });
  if (trial.kind === 'failed') return { kind: 'failed', words: wordsOf(trial) };
  const facts = trial.facts.map(({ name, value }) => `${name}: ${value}`);
  const found = [...facts, plural(trial.records, 'record'), trial.note].filter((text) => text !== '');
  return { kind: 'reached', words: found.join('; ') };
}

async function targetTrial(
  client: Client,
  target: Extract<PlannedThing, { kind: 'target' }>['target'],
): Promise<Trial> {
  const trial = await client.call('targets.test', { target });
  if (trial.kind === 'failed') return { kind: 'failed', words: wordsOf(trial) };
  return { kind: 'reached', words: `${plural(trial.samples, 'sample')} of ${plural(trial.familyCount, 'metric')}` };
}

/** Reason and advice as sentences. */
export function wordsOf({ reason, advice }: { readonly reason: string; readonly advice: string }): string {
  return advice === '' ? sentence(reason) : `${sentence(reason)} ${advice}`;
}
