// Folded stacks: `outermost;...;innermost COUNT` a line, as stackcollapse scripts write them. A second number makes the line
// one of a comparison (difffolded.pl). Frames may hold blanks; the last blank separates. Lines with # are comments.
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { DecodeFault } from '../result.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

const lineShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?)$/;
const pairShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)$/;

export const folded: ProfileReader = { id: 'folded', sniff, decode };

function sniff(_head: Uint8Array, text: string): boolean {
  const lines = text.split('\n', 50).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  // The last line may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.some((line) => line.includes(';')) && whole.every((line) => lineShape.test(line));
}

function decode(bytes: Uint8Array, { text }: ProfileTools): DecodedProfiles {
  const frames = new Map<string, number>();
  let builder: ProfileBuilder | undefined;
  let pairs = false;
  let lineNumber = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = text(bytes.subarray(start, end)).trim();
    const offset = start;
    start = end + 1;
    lineNumber++;
    if (line === '' || line.startsWith('#')) continue;
    if (builder === undefined) {
      pairs = pairShape.test(line);
      builder = new ProfileBuilder('folded', sampleTypes(pairs));
    }
    const parts = (pairs ? pairShape : lineShape).exec(line);
    if (parts === null) {
      throw new DecodeFault(`line ${lineNumber} is not "frame;frame ${pairs ? 'NUMBER NUMBER' : 'NUMBER'}"`, offset);
    }
    const [, path = '', ...numbers] = parts;
    let node = -1;
    for (const name of path.split(';')) {
      let frame = frames.get(name);
      if (frame === undefined) {
        frame = builder.addFrame({ function: builder.functionOf(name) });
        frames.set(name, frame);
      }
      node = builder.stacks.child(node, frame);
    }
    const sample = builder.addSample(node);
    for (const [type, number] of numbers.entries()) builder.setValue(sample, type, Number(number));
  }
  if (builder === undefined) throw new DecodeFault('the file has no stacks', 0);
  return { profiles: [builder.finish({})] };
}

function sampleTypes(pairs: boolean): readonly SampleType[] {
  return pairs
    ? [
        { type: 'before', unit: 'count' },
        { type: 'after', unit: 'count' },
      ]
    : [{ type: 'samples', unit: 'count' }];
}
