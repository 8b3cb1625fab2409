// Texts of Go's profiles of contention and of threads (debug=1): `--- mutex:` or `--- contention:` with cycles and counts, and
// `threadcreate profile: total N`. Cycles become nanoseconds as pprof does it.
import { GoFrames } from './go-frames.ts';
import { readGoStack } from './go-stack-lines.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { lineFault, textLines, type TextLine } from './text-lines.ts';
import { DecodeFault } from '../result.ts';

export const goText: ProfileReader = { id: 'go-text', sniff, decode };

const contentionHead = /^--- (mutex|contention)[^\n]*:\s*$/;
const threadsHead = /^threadcreate profile: total \d+\s*$/;
const factShape = /^([a-z/ ]+?)\s*=\s*(\d+)\s*$/;
const contentionShape = /^(\d+) (\d+) @((?: 0x[0-9a-f]{1,16})*)\s*$/;
const threadsShape = /^(\d+) @((?: 0x[0-9a-f]{1,16})*)\s*$/;

function sniff(_head: Uint8Array, text: string): boolean {
  const first = text.slice(0, 200).split('\n', 1)[0] ?? '';
  return contentionHead.test(first) || threadsHead.test(first);
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const lines = [...textLines(bytes, tools)];
  const head = lines[0]?.text ?? '';
  const threads = threadsHead.test(head);
  const builder = new ProfileBuilder(
    'go-text',
    threads
      ? [{ type: 'threadcreate', unit: 'count' }]
      : [
          { type: 'contentions', unit: 'count' },
          { type: 'delay', unit: 'nanoseconds' },
        ],
    tools.beat,
  );
  const frames = new GoFrames(builder);
  const facts = new Map<string, number>();
  for (let at = 1; at < lines.length; at++) {
    builder.beat?.(1);
    const { text, number } = lines[at] as TextLine;
    if (text.trim() === '') continue;
    const [, fact, amount] = factShape.exec(text) ?? [];
    if (fact !== undefined && builder.sampleCount === 0) {
      facts.set(fact, Number(amount));
      continue;
    }
    const [, first, second = '', addresses = ''] = (threads ? threadsShape : contentionShape).exec(text) ?? [];
    if (first === undefined) {
      throw lineFault(bytes, number, `is not "${threads ? 'COUNT' : 'CYCLES COUNT'} @ ADDRESSES"`);
    }
    const stack = readGoStack(lines, at + 1, threads ? second : addresses, bytes);
    at = stack.end - 1;
    const sample = builder.addSample(frames.stack(stack.frames));
    if (threads) builder.setValue(sample, 0, Number(first));
    else {
      const period = facts.get('sampling period') ?? 1;
      const nanosPerCycle = 1e9 / (facts.get('cycles/second') ?? 1e9);
      builder.setValue(sample, 0, Number(second) * period);
      builder.setValue(sample, 1, Math.trunc(Number(first) * period * nanosPerCycle));
    }
  }
  if (builder.sampleCount === 0) throw new DecodeFault('the text has no stacks', 0);
  return { profiles: [builder.finish({ title: contentionHead.exec(head)?.[1] ?? '' })] };
}
