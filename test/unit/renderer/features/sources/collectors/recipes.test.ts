import { expect, it } from 'vitest';
import type { Endpoints } from '../../../../../../src/contract/ingest.ts';
import { collectors as collectorsSchema } from '../../../../../../src/main/serve/schemas/collectors.ts';
import {
  firstForm,
  partTrouble,
  type FieldId,
  type PlannedPart,
  type RecipeId,
} from '../../../../../../src/renderer/features/sources/collectors/recipe.ts';
import { recipeOf, recipes } from '../../../../../../src/renderer/features/sources/collectors/recipes.ts';

const listening = (port: number) => ({ kind: 'listening', host: '127.0.0.1', port }) as const;
const endpoints: Endpoints = { grpc: listening(4317), http: listening(4318), free: undefined };

function planned(id: RecipeId, texts: Partial<Record<FieldId, string>> = {}): readonly PlannedPart[] {
  return recipeOf(id).parts({ ...firstForm(recipeOf(id)), ...texts });
}

/** Kind and place of each part; optional ones in brackets. */
const linesOf = (parts: readonly PlannedPart[]): string[] =>
  parts.map(({ thing, optional }) => {
    if (thing.kind === 'target') return optional ? `(target ${thing.target.url})` : `target ${thing.target.url}`;
    const { collector } = thing;
    const line = `${collector.kind} ${'path' in collector ? collector.path : collector.url}`;
    return optional ? `(${line})` : line;
  });

it('what a service offers is found at its usual addresses', () => {
  expect(linesOf(planned('streamkit', { address: 'box:4545/base/' }))).toEqual([
    'streamkit http://box:4545/base',
    'health http://box:4545/base',
    '(tokio-console http://box:6669)',
  ]);
  expect(linesOf(planned('kronk', { logs: '/tmp/kronk.log' }))).toEqual([
    'target http://127.0.0.1:11445/metrics',
    'statsviz http://127.0.0.1:11445/debug/statsviz',
    'health http://127.0.0.1:11435',
    'log-files /tmp/kronk.log',
  ]);
  expect(linesOf(planned('go'))).toEqual([
    'statsviz http://127.0.0.1:6060/debug/statsviz',
    '(target http://127.0.0.1:6060/metrics)',
  ]);
  expect(planned('twinkle')).toEqual([]);
});

it('the key of OmniRT goes to its metrics too, and the address of a job names it', () => {
  const parts = planned('omnirt', { key: 'secret', jobs: 'http://127.0.0.1:8000/v1/jobs/job-1/trace, job-2' });
  const auth = { kind: 'bearer', token: 'secret' };
  expect(parts.map(({ thing }) => thing)).toMatchObject([
    { target: { auth } },
    { collector: { kind: 'omnirt', auth, jobs: ['job-1', 'job-2'] } },
  ]);
});

it.each(recipes.map(({ id }) => id))('%s: what it plans is what the engine takes', (id) => {
  const parts = planned(id, { path: '/var/log/x.log', name: 'mine' });
  expect(parts.map(partTrouble).filter((trouble) => trouble !== undefined)).toEqual([]);
  const collectors = parts.flatMap(({ thing }) => (thing.kind === 'collector' ? [thing.collector] : []));
  expect(collectorsSchema.safeParse(collectors).success).toBe(true);
});

it('what is missing is said, not added', () => {
  expect(planned('llama-stack').map(partTrouble)).toEqual(['The path must be absolute.']);
  expect(planned('streamkit', { name: ' ' }).map(partTrouble)[0]).toBe('A source needs a name.');
  expect(planned('health', { headers: 'no header' }).map(partTrouble)).toEqual([
    '"no header" is no header that can be sent.',
  ]);
});

it('addresses that a service uses as they stand have their paths', () => {
  const text = (id: RecipeId): string =>
    recipeOf(id)
      .steps(endpoints)
      .map((step) => step.text)
      .join('\n');
  expect(text('streamkit')).toContain('otlp_endpoint = "http://127.0.0.1:4318/v1/metrics"');
  expect(text('omnirt')).toContain('--otlp-endpoint http://127.0.0.1:4318/v1/traces');
  expect(text('llama-stack')).toContain('OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318\n');
  expect(text('twinkle')).toContain('otlp_endpoint: http://127.0.0.1:4317');
  expect(text('kronk')).toContain('KRONK_TEMPO_HOST=127.0.0.1:4317');
});
