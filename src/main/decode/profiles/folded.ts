// Folded stacks: `outermost;...;innermost COUNT` a line, as stackcollapse scripts write them. A second number makes the line
// one of a comparison (difffolded.pl). Frames may hold blanks; the last blank separates. Lines with # are comments.
import { FoldedPaths } from './folded-paths.ts';
import { ProfileBuilder } from './profile-builder.ts';
import { profileHeadBytes, type DecodedProfiles, type ProfileReader, type ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { lineFault, textLines } from './text-lines.ts';
import { DecodeFault } from '../result.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

const lineShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
/** Frames that a line without an end has at least. */
const deepStack = 100;
const pairShape = /^(.*\S)\s+(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s+(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
/** Lines that are looked at to tell whether a file is a comparison: names may end in a number, too. */
const linesOfShape = 200;

/** Share of lines that need not be what the others are for the file to be recognised. */
const mostDamaged = 0.1;
/** Characters of a line that need not have its end to be recognised. */
const longStack = 32 * 1024;

export const folded: ProfileReader = { id: 'folded', sniff, decode };

function sniff(head: Uint8Array, text: string): boolean {
  if (head.length >= profileHeadBytes && !text.includes('\n')) return isStackCutOff(text);
  const lines = text.split('\n', 50).map((line) => line.trim());
  // The last line may be cut.
  const [first = ''] = lines;
  // A stack of thousands of frames is longer than what is looked at.
  if (lines.length === 1 && text.length > longStack) return first.split(';', 100).length === 100;
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line !== '' && !line.startsWith('#'));
  const stacks = whole.filter((line) => lineShape.test(line));
  if (stacks.length === whole.length) return stacks.some((line) => line.includes(';'));
  // A damaged line is told by its number.
  const deep = stacks.filter((line) => line.includes(';')).length;
  return whole.length - stacks.length <= whole.length * mostDamaged && deep * 2 > stacks.length;
}

/** One line that does not end in the head of a file: a deep stack, and neither JSON nor bytes of another kind. */
function isStackCutOff(text: string): boolean {
  return text.split(';', deepStack).length === deepStack && !/^\s*[{["<]/.test(text) && !text.includes('\0');
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  let builder: ProfileBuilder | undefined;
  let paths: FoldedPaths | undefined;
  const pairs = arePairs(bytes.subarray(0, profileHeadBytes), tools);
  let inexact = 0;
  for (const { text, number } of textLines(bytes, tools)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (builder === undefined || paths === undefined) {
      builder = new ProfileBuilder('folded', sampleTypes(pairs), tools.beat);
      paths = new FoldedPaths(builder);
    }
    const parts = (pairs ? pairShape : lineShape).exec(line);
    if (parts === null) throw lineFault(bytes, number, `is not "frame;frame ${pairs ? 'NUMBER NUMBER' : 'NUMBER'}"`);
    const [, path = '', ...numbers] = parts;
    const sample = builder.addSample(paths.stack(path));
    for (const [type, written] of numbers.entries()) {
      const value = Number(written);
      if (Math.abs(value) > profileLimits.value)
        throw lineFault(bytes, number, `has a number beyond ${profileLimits.value}`);
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) inexact++;
      builder.setValue(sample, type, value);
    }
  }
  if (builder === undefined) throw new DecodeFault('the file has no stacks', 0);
  if (inexact > 0)
    builder.notes.push(`${inexact} ${inexact === 1 ? 'value is' : 'values are'} beyond 2^53 and rounded`);
  return { profiles: [builder.finish({})] };
}

/** The lines at the beginning have two numbers, but for damaged ones. */
function arePairs(head: Uint8Array, { text }: ProfileTools): boolean {
  const lines = text(head).split('\n', linesOfShape);
  const whole = (lines.length > 1 && head.length === profileHeadBytes ? lines.slice(0, -1) : lines)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const pairs = whole.filter((line) => pairShape.test(line)).length;
  return pairs > 0 && whole.length - pairs <= whole.length * mostDamaged;
}

function sampleTypes(pairs: boolean): readonly SampleType[] {
  return pairs
    ? [
        { type: 'before', unit: 'count' },
        { type: 'after', unit: 'count' },
      ]
    : [{ type: 'samples', unit: 'count' }];
}
