// Commands that make a profile, by kind of program.

export interface ProfileRecipe {
  readonly id: 'go' | 'rust' | 'node' | 'streamkit' | 'valgrind' | 'perf' | 'otlp';
  readonly title: string;
  readonly words: string;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
}

export const profileRecipes: readonly ProfileRecipe[] = [
  {
    id: 'go',
    title: 'Go',
    words: 'A service that serves net/http/pprof is captured from here: give its address to “Capture from a service”.',
    steps: [
      {
        title: 'In the program',
        text: 'import _ "net/http/pprof"\n\ngo http.ListenAndServe("127.0.0.1:6060", nil)',
      },
      {
        title: 'Or by hand: a file to drop here',
        text: 'curl -o cpu.pb.gz "http://127.0.0.1:6060/debug/pprof/profile?seconds=10"\ncurl -o heap.pb.gz http://127.0.0.1:6060/debug/pprof/heap\ncurl -o goroutines.txt "http://127.0.0.1:6060/debug/pprof/goroutine?debug=2"\ngo test -cpuprofile cpu.pb.gz -bench .',
      },
    ],
  },
  {
    id: 'rust',
    title: 'Rust (dhat)',
    words:
      'The crate dhat records every allocation and writes dhat-heap.json when the program ends. Drop that file here.',
    steps: [
      {
        title: 'In the program',
        text: '#[global_allocator]\nstatic ALLOC: dhat::Alloc = dhat::Alloc;\n\nfn main() {\n    let _profiler = dhat::Profiler::new_heap();\n}',
      },
      { title: 'Run', text: 'cargo add dhat\nCARGO_PROFILE_RELEASE_DEBUG=1 cargo run --release' },
    ],
  },
  {
    id: 'node',
    title: 'Node.js',
    words: 'Node writes its profiles when the program ends. Drop the files here.',
    steps: [
      { title: 'CPU: CPU.….cpuprofile', text: 'node --cpu-prof app.js' },
      { title: 'Heap: Heap.….heapprofile', text: 'node --heap-prof app.js' },
    ],
  },
  {
    id: 'streamkit',
    title: 'StreamKit',
    words: 'Its server answers with profiles of its own, by the same dialog as a Go service: choose StreamKit there.',
    steps: [
      {
        title: 'Or by hand',
        text: 'curl -o cpu.pb.gz "http://127.0.0.1:4545/api/v1/profile/cpu?duration_secs=10&format=protobuf"\ncurl -o heap.pb.gz http://127.0.0.1:4545/api/v1/profile/heap',
      },
    ],
  },
  {
    id: 'valgrind',
    title: 'Valgrind',
    words: 'DHAT tells of every allocation of any native program: how long it lives, how often it is read and written.',
    steps: [{ title: 'Run, then drop dhat.out.<pid>', text: 'valgrind --tool=dhat ./program' }],
  },
  {
    id: 'perf',
    title: 'Linux perf',
    words: 'The text of perf script, and folded stacks of any tool, are read as they are.',
    steps: [
      {
        title: 'Record, then drop out.perf',
        text: 'perf record -F 999 -g -- ./program\nperf script > out.perf',
      },
    ],
  },
  {
    id: 'otlp',
    title: 'OTLP',
    words: 'Agents that send OTLP profiles (still in development) send them to the same ports as everything else.',
    steps: [
      {
        title: 'An exporter of the OpenTelemetry Collector',
        text: 'exporters:\n  otlp:\n    endpoint: 127.0.0.1:4317\n    tls: { insecure: true }\nservice:\n  pipelines:\n    profiles:\n      receivers: [otlp]\n      exporters: [otlp]',
      },
    ],
  },
];
