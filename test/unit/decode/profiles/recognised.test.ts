// Every sample of the folder beside the repository is known for what it is and can be read.
import { expect, it } from 'vitest';
import { largeProfileFixture, profileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';

const samples: readonly (readonly [path: string, format: string])[] = [
  ['folded/go1.23.go_cpu.folded', 'folded'],
  ['folded/diff.go_cpu.folded', 'folded'],
  ['folded/perf_spin.folded', 'folded'],
  ['text/perf_script.txt', 'perf-script'],
  ['text/go1.19_goroutine_debug1.txt', 'goroutines'],
  ['text/go1.19_goroutine_debug2.txt', 'goroutines'],
  ['text/go1.23_goroutine_debug1.txt', 'goroutines'],
  ['text/go1.23_goroutine_debug2.txt', 'goroutines'],
  ['otlp/go_cpu_export_request.pb', 'otlp-profiles'],
  ['otlp/go_cpu_export_request.json', 'otlp-profiles'],
  ['pprof/go1.23-b/diff_base_merged.pb.gz', 'pprof'],
  ['pprof/node/datadog_wall.pb.gz', 'pprof'],
  ['dhat/valgrind_python_json.json', 'dhat'],
  ['pprof/node/v8.cpuprofile', 'cpuprofile'],
  ['pprof/node/v8.heapprofile', 'heapprofile'],
];

it.each(samples)('%s is %s', (path, format) => {
  const bytes = largeProfileFixture(path);
  if (bytes === undefined) {
    console.warn(`SKIPPED: there is no ${path} beside the repository`);
    return;
  }
  expect(readerOf(bytes)?.id).toBe(format);
  for (const profile of readProfiles(bytes).profiles) expect(profile.samples.count).toBeGreaterThan(0);
});

it.each(['text/go1.19_trace.out', 'text/go1.23_trace.out'])('%s is known and explained', (path) => {
  const bytes = largeProfileFixture(path) ?? profileFixture('go_trace.out');
  expect(readerOf(bytes)?.id).toBe('go-trace');
  expect(() => readProfiles(bytes)).toThrow('look at it with "go tool trace FILE"');
});
