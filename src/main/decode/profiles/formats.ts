// The table of profile formats, in the order in which they are tried: what has a mark of its own first, what is only
// likely (folded stacks) last.
import { chromeProfile } from './chrome-profile.ts';
import { cpuprofile } from './cpuprofile.ts';
import { dhat } from './dhat.ts';
import { folded } from './folded.ts';
import { goText } from './go-text.ts';
import { goTrace } from './go-trace.ts';
import { goroutines } from './goroutines.ts';
import { gperftoolsCpu } from './gperftools-cpu.ts';
import { gperftoolsHeap } from './gperftools-heap.ts';
import { heapprofile } from './heapprofile.ts';
import { jemallocHeap } from './jemalloc-heap.ts';
import { otlpProfiles } from './otlp-profiles.ts';
import { perfScript } from './perf-script.ts';
import { pprof } from './pprof.ts';
import type { ProfileFormat } from '../../../contract/profiles/formats.ts';
import type { ProfileReader } from './profile-format.ts';
import { speedscope } from './speedscope.ts';

const readers: readonly ProfileReader[] = [
  pprof,
  dhat,
  // Other JSON.
  speedscope,
  cpuprofile,
  heapprofile,
  otlpProfiles,
  chromeProfile,
  goTrace,
  gperftoolsCpu,
  // Lines of text.
  gperftoolsHeap,
  jemallocHeap,
  goroutines,
  goText,
  perfScript,
  folded,
];

/** Who reads files of a format that is known; `undefined` for one that came with a newer program. */
export function profileReader(format: ProfileFormat): ProfileReader | undefined {
  return readers.find(({ id }) => id === format);
}

/** Who reads a file with this beginning, which is decompressed and at most `profileHeadBytes`. */
export function sniffProfile(head: Uint8Array, text: string): ProfileReader | undefined {
  return readers.find((reader) => reader.sniff(head, text));
}
