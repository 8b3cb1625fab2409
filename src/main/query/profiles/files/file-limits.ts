// Files of stacks that would be too large are refused before anything of them is written, with their size and what to do.
import { ContractError } from '../../../../contract/errors.ts';
import type { WrittenStacks } from '../../../../contract/flame-files/stack-lengths.ts';

/** Of our own readers, decompressed; JSON in V8 has less. */
const mostFileBytes = {
  'folded stacks': 1 << 30,
  'speedscope JSON': 1 << 29,
  pprof: 1 << 30,
  'a text of all stacks': 1 << 29,
} as const;

export function fits(what: keyof typeof mostFileBytes, { length }: WrittenStacks): boolean {
  return length <= mostFileBytes[what];
}

/** Throws ContractError `bad-request` in words. */
export function checkFileLength(what: keyof typeof mostFileBytes, written: WrittenStacks): void {
  if (fits(what, written)) return;
  const { length, depth } = written;
  const most = mostFileBytes[what];
  const frames = depth.toLocaleString('en-GB');
  throw new ContractError(
    'bad-request',
    `As ${what} this view would have about ${sizeText(length)}; those of up to ${sizeText(most)} are written. Each stack is written with all of its frames, up to ${frames} here: filter stacks (focus, ignore), begin them further in (show from), or save an SVG or the file as received.`,
  );
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value < 10 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
