// Folded stacks: `outermost;...;innermost COUNT` a line, as stackcollapse scripts write them. A second number makes the line
// one of a comparison (difffolded.pl). Frames may hold blanks; the last blank separates. Lines with # are comments.
import { FoldedPaths } from './folded-paths.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { lineFault, textLines } from './text-lines.ts';
import { DecodeFault } from '../result.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

const lineShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const pairShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)$/;

/** Characters of a line that need not have its end to be recognised. */
const longStack = 32 * 1024;

export const folded: ProfileReader = { id: 'folded', sniff, decode };

function sniff(_head: Uint8Array, text: string): boolean {
  const lines = text.split('\n', 50).map((line) => line.trim());
  // The last line may be cut.
  const [first = ''] = lines;
  // A stack of thousands of frames is longer than what is looked at.
  if (lines.length === 1 && text.length > longStack) return first.split(';', 100).length === 100;
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line !== '' && !line.startsWith('#'));
  return whole.some((line) => line.includes(';')) && whole.every((line) => lineShape.test(line));
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  let builder: ProfileBuilder | undefined;
  let paths: FoldedPaths | undefined;
  let pairs = false;
  for (const { text, number } of textLines(bytes, tools)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (builder === undefined || paths === undefined) {
      pairs = pairShape.test(line);
      builder = new ProfileBuilder('folded', sampleTypes(pairs));
      paths = new FoldedPaths(builder);
    }
    const parts = (pairs ? pairShape : lineShape).exec(line);
    if (parts === null) throw lineFault(bytes, number, `is not "frame;frame ${pairs ? 'NUMBER NUMBER' : 'NUMBER'}"`);
    const [, path = '', ...numbers] = parts;
    const sample = builder.addSample(paths.stack(path));
    for (const [type, value] of numbers.entries()) builder.setValue(sample, type, Number(value));
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
