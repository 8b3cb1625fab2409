// The text of Linux `perf script`: per sample a header line and its stack, innermost frame first, up to a blank line.
// A profile per event (cpu-clock, cycles, ...). Threads, processes and processors are labels.
import { parsePerfFrame, parsePerfHeader, type PerfFrame, type PerfHeader } from './perf-lines.ts';
import { PerfProfile } from './perf-profile.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { lineFault, textLines } from './text-lines.ts';
import { DecodeFault } from '../result.ts';

export const perfScript: ProfileReader = { id: 'perf-script', sniff, decode };

function sniff(_head: Uint8Array, text: string): boolean {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [first = '', second = ''] = lines;
  if (/^\s/.test(first) && parsePerfHeader(first.trimStart()) === undefined) return false;
  const header = parsePerfHeader(first.trimStart());
  return header !== undefined && (header.frame !== '' || second === '' || parsePerfFrame(second.trim()) !== undefined);
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const profiles = new Map<string, PerfProfile>();
  const known = new Map<string, PerfFrame>();
  let header: PerfHeader | undefined;
  /** Of the sample that is being read, innermost first. */
  let frames: PerfFrame[] = [];
  for (const { text, number } of textLines(bytes, tools)) {
    const line = text.trim();
    if (line.startsWith('#')) continue;
    if (header !== undefined && text.length > line.length && readFrame(line)) {
      if (frames.length > profileLimits.depth) {
        throw lineFault(bytes, number, `is in a stack of more than ${profileLimits.depth} frames`);
      }
      continue;
    }
    finishSample();
    if (line === '') continue;
    header = parsePerfHeader(line);
    if (header === undefined) throw lineFault(bytes, number, 'is neither the head of a sample nor a frame of a stack');
    if (header.frame !== '') readFrame(header.frame);
  }
  finishSample();
  if (profiles.size === 0) throw new DecodeFault('the file has no samples', 0);
  return { profiles: [...profiles.values()].map((profile) => profile.finish()) };

  /** false where the line is no part of a stack. */
  function readFrame(line: string): boolean {
    const frame = known.get(line) ?? parsePerfFrame(line);
    const last = frames.at(-1);
    if (frame !== undefined) {
      known.set(line, frame);
      frames.push(frame);
      return true;
    }
    if (last === undefined || !sourceShape.test(line)) return false;
    const key = `${line}\n${last.address} ${last.name} ${last.module}`;
    const placed = known.get(key) ?? { ...last, source: line };
    known.set(key, placed);
    frames[frames.length - 1] = placed;
    return true;
  }

  function finishSample(): void {
    if (header !== undefined) {
      let profile = profiles.get(header.event);
      if (profile === undefined) {
        profile = new PerfProfile(header.event, tools.beat);
        profiles.set(header.event, profile);
      }
      profile.add(header, frames);
    }
    header = undefined;
    frames = [];
  }
}

/** With `-F +srcline` the line after a frame says where it is: `file.c:12`, `??:0` or `[kernel.kallsyms][ffffffff81000130]`. */
const sourceShape = /^\S.*(?::\d+|\[[0-9a-f]+\]|\+0x?[0-9a-f]+)$/;
