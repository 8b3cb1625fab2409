// The stack below a line of Go's profile texts (debug=1): perhaps `# labels: {...}`, then `#\tpc\tfunction+offset\tfile:line`
// per frame, innermost first.
import { parseGoPlace, type GoFrame } from './go-frames.ts';
import { parseGoLabels, type GoLabels } from './goroutine-labels.ts';
import { lineFault, type TextLine } from './text-lines.ts';

const frameShape = /^#\t0x([0-9a-f]{1,16})\t+(.+?)(?:\+0x[0-9a-f]+)?\t+(\S.*)$/;
/** An address whose function is not known. */
const bareShape = /^#\t0x[0-9a-f]{1,16}\s*$/;

interface GoStack {
  readonly labels: GoLabels;
  /** Innermost first. */
  readonly frames: readonly GoFrame[];
  /** The line behind the stack. */
  readonly end: number;
}

/** @param addresses ` 0x1 0x2`: what there is where no names are written */
export function readGoStack(lines: readonly TextLine[], start: number, addresses: string, bytes: Uint8Array): GoStack {
  let labels: GoLabels = [];
  const frames: GoFrame[] = [];
  let at = start;
  for (; lines[at]?.text.startsWith('#') === true; at++) {
    const { text, number } = lines[at] as TextLine;
    if (text.startsWith('# labels:')) labels = parseGoLabels(text);
    else if (!bareShape.test(text)) {
      const [, address = '0', name = '', place = ''] = frameShape.exec(text) ?? [];
      if (place === '') throw lineFault(bytes, number, 'is not "# ADDRESS FUNCTION FILE:LINE"');
      frames.push({ name, ...parseGoPlace(place), address: BigInt(`0x${address}`), inlined: false });
    }
  }
  return { labels, frames: frames.length > 0 ? frames : bare(addresses), end: at };
}

function bare(addresses: string): readonly GoFrame[] {
  return addresses
    .trim()
    .split(' ')
    .filter((one) => one !== '' && one !== '0x0')
    .map((one) => ({ name: '', file: '', line: 0, address: BigInt(one), inlined: false }));
}
