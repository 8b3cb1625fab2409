// Matches a whole text and says what the groups matched, preferring what a backtracking machine would find first, in one
// pass over the text (after Pike).
import { type ParsedRegex, parseRegex } from './parse-regex.ts';
import { compileProgram, holds, type Program } from './program.ts';
import { RegexError } from './regex-tree.ts';

/** Groups of a match, 0 being the whole; undefined for a group that took no part. */
export type Groups = readonly (string | undefined)[];

export interface CapturingRegex {
  /** Names of the groups from 1, '' for those without. */
  readonly groupNames: readonly string[];
  /** The groups when the whole text matches, or undefined. */
  readonly match: (text: string) => Groups | undefined;
}

export type CompiledCapturing =
  | { readonly kind: 'ok'; readonly regex: CapturingRegex }
  | { readonly kind: 'wrong'; readonly message: string };

/** Compiles an expression in RE2's dialect; `wrong` has the message of Go's regexp package. */
export function compileCapturing(pattern: string): CompiledCapturing {
  try {
    const parsed = parseRegex(pattern);
    return { kind: 'ok', regex: capturing(parsed) };
  } catch (error) {
    if (error instanceof RegexError) return { kind: 'wrong', message: error.message };
    throw error;
  }
}

function capturing({ root, groupNames }: ParsedRegex): CapturingRegex {
  const program = compileProgram(root, true);
  return { groupNames, match: (text) => matchGroups(program, groupNames.length, text) };
}

/** A place of the machine with the positions that it has remembered on its way. */
interface Thread {
  readonly place: number;
  readonly slots: readonly (number | undefined)[];
}

function matchGroups(program: Program, groups: number, text: string): Groups | undefined {
  const none = Array.from({ length: groups * 2 + 2 }, () => undefined);
  let threads = follow(program, [{ place: program.start, slots: none }], text, 0);
  for (let at = 0; at < text.length && threads.length > 0;) {
    const point = text.codePointAt(at) as number;
    at += point > 0xffff ? 2 : 1;
    const next: Thread[] = [];
    for (const { place, slots } of threads) {
      const instruction = program.instructions[place];
      if (instruction?.kind === 'character' && instruction.test(point)) next.push({ place: instruction.next, slots });
    }
    threads = follow(program, next, text, at);
  }
  const done = threads.find(({ place }) => place === 0);
  if (done === undefined) return undefined;
  const found = Array.from({ length: groups }, (_, group) => {
    const start = done.slots[group * 2 + 2];
    const end = done.slots[group * 2 + 3];
    return start === undefined || end === undefined ? undefined : text.slice(start, end);
  });
  return [text, ...found];
}

/** Goes on without reading, in order of preference; of two ways to one place the first counts. */
function follow(program: Program, from: readonly Thread[], text: string, at: number): Thread[] {
  const seen = new Set<number>();
  const reached: Thread[] = [];
  const before = at === 0 ? -1 : pointBefore(text, at);
  const after = text.codePointAt(at) ?? -1;
  const stack = from.toReversed();
  for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
    const { place, slots } = thread;
    if (seen.has(place)) continue;
    seen.add(place);
    const instruction = program.instructions[place];
    if (instruction === undefined) continue;
    switch (instruction.kind) {
      case 'split':
        stack.push({ place: instruction.second, slots }, { place: instruction.first, slots });
        break;
      case 'save':
        stack.push({ place: instruction.next, slots: slots.with(instruction.slot, at) });
        break;
      case 'assertion':
        if (holds(instruction.assertion, before, after)) stack.push({ place: instruction.next, slots });
        break;
      case 'character':
      case 'match':
        reached.push(thread);
    }
  }
  return reached;
}

function pointBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  const low = (unit & 0xfc00) === 0xdc00;
  return low && at > 1 ? (text.codePointAt(at - 2) ?? unit) : unit;
}
