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
  'logs.list',
  'logs.tail',
  'logs.record',
  'logs.context',
] as const satisfies readonly (keyof Methods)[];

export type RunMethod = (typeof runMethods)[number];
