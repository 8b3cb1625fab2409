// The formats that profiles come in, told apart by content.

export type ProfileFormat =
  | 'pprof'
  | 'pprof-legacy-heap'
  | 'pprof-legacy-cpu'
  | 'jemalloc-heap'
  | 'dhat'
  | 'folded'
  | 'speedscope'
  | 'cpuprofile'
  | 'chrome-profile'
  | 'heapprofile'
  | 'perf-script'
  | 'goroutines'
  | 'go-text'
  | 'go-trace'
  | 'otlp-profiles';

export const profileFormatTitles: Readonly<Record<ProfileFormat, string>> = {
  pprof: 'pprof',
  'pprof-legacy-heap': 'gperftools heap profile',
  'pprof-legacy-cpu': 'gperftools CPU profile',
  'jemalloc-heap': 'jemalloc heap profile',
  dhat: 'DHAT',
  folded: 'folded stacks',
  speedscope: 'speedscope JSON',
  cpuprofile: 'V8 CPU profile',
  'chrome-profile': 'CPU profile in a Chrome trace',
  heapprofile: 'V8 heap profile',
  'perf-script': 'perf script',
  goroutines: 'goroutine dump',
  'go-text': 'Go profile text',
  'go-trace': 'Go execution trace',
  'otlp-profiles': 'OTLP profiles',
};
