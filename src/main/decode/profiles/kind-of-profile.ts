// What a profile is about, by its sample types; where those leave it open, by the address it was fetched from.
import type { ProfileFormat } from '../../../contract/profiles/formats.ts';
import type { ProfileKind } from '../../../contract/profiles/kinds.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

const byFormat: Partial<Record<ProfileFormat, ProfileKind>> = {
  dhat: 'allocations',
  goroutines: 'goroutines',
  'go-trace': 'execution-trace',
  cpuprofile: 'cpu',
  'pprof-legacy-cpu': 'cpu',
  heapprofile: 'heap',
  'jemalloc-heap': 'heap',
  'pprof-legacy-heap': 'heap',
  'perf-script': 'cpu',
};

/** The last part of Go's endpoints that share their sample types with others. */
const byEndpoint: readonly (readonly [RegExp, ProfileKind])[] = [
  [/\/mutex$/, 'mutex'],
  [/\/block$/, 'block'],
  [/\/allocs$/, 'allocations'],
];

const byType: readonly (readonly [RegExp, ProfileKind])[] = [
  [/^(inuse|heap|space$|objects$)/, 'heap'],
  [/^alloc/, 'allocations'],
  [/^contentions$|^delay$/, 'contention'],
  [/^goroutine/, 'goroutines'],
  [/^threadcreate$/, 'threads'],
  [/^(cpu|on-?cpu|samples|events)/, 'cpu'],
  [/^(wall|off-?cpu)/, 'wall'],
];

/** @param source address or name of the file; without query */
export function kindOfProfile(format: ProfileFormat, types: readonly SampleType[], source: string): ProfileKind {
  const known = byFormat[format] ?? byEndpoint.find(([end]) => end.test(source))?.[1];
  if (known !== undefined) return known;
  for (const [pattern, kind] of byType) if (types.some(({ type }) => pattern.test(type))) return kind;
  return 'other';
}
