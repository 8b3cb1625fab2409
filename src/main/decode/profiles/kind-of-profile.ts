// What a profile is about, by its sample types; where those leave it open, by where it came from.
import type { ProfileFormat } from '../../../contract/profiles/formats.ts';
import type { ProfileKind } from '../../../contract/profiles/kinds.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

export interface KindFacts {
  readonly format: ProfileFormat;
  readonly types: readonly SampleType[];
  /** Name of the type that is shown first. */
  readonly defaultType: string;
  /** Address that was fetched, or name of the file. */
  readonly source: string;
}

const byFormat: Partial<Record<ProfileFormat, ProfileKind>> = {
  dhat: 'allocations',
  goroutines: 'goroutines',
  'go-trace': 'execution-trace',
  cpuprofile: 'cpu',
  'chrome-profile': 'cpu',
  'pprof-legacy-cpu': 'cpu',
  heapprofile: 'heap',
  'jemalloc-heap': 'heap',
  'pprof-legacy-heap': 'heap',
  'perf-script': 'cpu',
};

const byType: readonly (readonly [RegExp, ProfileKind])[] = [
  [/^(inuse|heap|space$|objects$)/, 'heap'],
  [/^alloc/, 'allocations'],
  [/^contentions$|^delay$/, 'contention'],
  [/^goroutine/, 'goroutines'],
  [/^threadcreate$/, 'threads'],
  [/^wall|^off-?cpu/, 'wall'],
  [/^(cpu|on-?cpu|samples|events)/, 'cpu'],
];

export function kindOfProfile({ format, types, defaultType, source }: KindFacts): ProfileKind {
  const known = byFormat[format];
  if (known !== undefined) return known;
  const kind = byType.find(([pattern]) => types.some(({ type }) => pattern.test(type)))?.[1] ?? 'other';
  const named = (word: string): boolean => new RegExp(`(^|[^a-z])${word}([^a-z]|$)`, 'i').test(source);
  // Go's profiles of allocations and of the heap have the same types, and so have those of mutexes and of blocking.
  if (kind === 'heap' && (named('allocs') || defaultType.startsWith('alloc'))) return 'allocations';
  if (kind === 'contention') return named('mutex') ? 'mutex' : named('block') ? 'block' : kind;
  return kind;
}
