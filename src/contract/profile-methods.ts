// The methods that the profile worker answers: it holds decoded profiles, so that pages that ask about one share the work.
// Requests name their runs anywhere as `run`.
import type { Methods } from './methods.ts';

export const profileMethods = [
  'profiles.open',
  'profiles.flame',
  'profiles.search',
  'profiles.function',
  'profiles.sandwich',
  'profiles.diff',
  'profiles.series',
  'profiles.overTime',
  'profiles.top',
  'profiles.tree',
  'profiles.peek',
  'profiles.lines',
  'profiles.labels',
  'profiles.ofSpan',
  'goroutines.list',
  'goroutines.series',
  'allocations.open',
  'allocations.tree',
  'allocations.node',
  'allocations.text',
  'allocations.questions',
  'allocations.points',
  'allocations.bySymbol',
  'allocations.diff',
] as const satisfies readonly (keyof Methods)[];

export type ProfileMethod = (typeof profileMethods)[number];
