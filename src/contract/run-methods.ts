// The methods that are answered from a run file: each request names its run.
import type { Methods } from './methods.ts';

export const runMethods = [
  'traces.list',
  'traces.scatter',
  'traces.facets',
  'trace.get',
  'trace.version',
  'trace.span',
  'trace.find',
] as const satisfies readonly (keyof Methods)[];

export type RunMethod = (typeof runMethods)[number];
