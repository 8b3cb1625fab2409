// The methods that are answered from run files: each request names its run, or two runs as `left` and `right`.
import type { Methods } from './methods.ts';

export const runMethods = [
  'traces.list',
  'traces.count',
  'traces.scatter',
  'traces.facets',
  'trace.get',
  'trace.version',
  'trace.span',
  'trace.find',
  'search.values',
  'trace.criticalPath',
  'trace.flame',
  'trace.selfTimes',
  'trace.skew',
  'trace.attribute',
  'trace.attributeKeys',
  'services.map',
  'services.operations',
  'trace.services',
  'spans.tail',
  'sessions.list',
  'sessions.ofTrace',
  'sessions.timeline',
  'tasks.list',
  'tasks.history',
  'logs.list',
  'logs.tail',
  'logs.record',
  'logs.context',
  'logs.histogram',
  'logs.facets',
  'logs.patterns',
  'logs.fields',
  'logs.values',
  'trace.logs',
  'trace.logMarks',
  'trace.events',
  'trace.genAi',
  'metrics.list',
  'metrics.sparklines',
  'metrics.query',
  'metrics.labels',
  'metrics.values',
  'metrics.series',
  'metrics.exemplars',
  'metrics.cardinality',
  'metrics.explain',
  'metrics.hints',
  'metrics.spacing',
] as const satisfies readonly (keyof Methods)[];

export type RunMethod = (typeof runMethods)[number];

export const pairMethods = ['traces.compare', 'traces.compareGroups'] as const satisfies readonly (keyof Methods)[];

export type PairMethod = (typeof pairMethods)[number];
