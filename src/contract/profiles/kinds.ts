// What profiles are about, as the list filters by it.

export const profileKinds = [
  'cpu',
  'wall',
  'heap',
  'allocations',
  'goroutines',
  'threads',
  'mutex',
  'block',
  'contention',
  'execution-trace',
  'other',
] as const;

export type ProfileKind = (typeof profileKinds)[number];

export const profileKindTitles: Readonly<Record<ProfileKind, string>> = {
  cpu: 'CPU',
  wall: 'Wall clock',
  heap: 'Heap',
  allocations: 'Allocations',
  goroutines: 'Goroutines',
  threads: 'Threads created',
  mutex: 'Mutex',
  block: 'Block',
  // Go names the sample types of its mutex and block profiles alike.
  contention: 'Contention',
  'execution-trace': 'Execution trace',
  other: 'Other',
};
