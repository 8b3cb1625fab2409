// Goroutines with the same stack, as one group: same functions at the same lines, whatever their addresses. Go's own
// outermost frames (runtime.main, runtime.goexit), which only some kinds of dump name, are no part of a stack.
import type { CountedText, GoroutineFrame, GoroutineGroup } from '../../../../contract/profiles/goroutine-views.ts';
import type { GoroutineDump } from '../../../../contract/profiles/goroutines.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';

const mostFrames = 100;
const mostIds = 20;
const mostLabels = 12;
const outermost: ReadonlySet<string> = new Set(['runtime.main', 'runtime.goexit']);

export interface GoroutineGroups {
  readonly byKey: ReadonlyMap<string, GoroutineGroup>;
  readonly goroutines: number;
  readonly states: readonly CountedText[];
  readonly longestWait: number;
  readonly tellsApart: boolean;
}

/**
 * @param dump undefined for a pprof goroutine profile, which has counts and labels only
 * @param alive throws when nobody waits for the answer any more
 */
export function goroutineGroups(profile: Profile, dump: GoroutineDump | undefined, alive: () => void): GoroutineGroups {
  const stacks = new StackKeys(profile);
  const drafts = new Map<string, Draft>();
  const states = new Map<string, number>();
  let goroutines = 0;
  let longestWait = 0;
  const { samples } = profile;
  for (let at = 0; at < samples.count; at++) {
    if (at % 4096 === 0) alive();
    const count = dump?.goroutines[at] ?? samples.values[profile.defaultType]?.[at] ?? 0;
    const stack = samples.stack[at] as number;
    const key = stacks.keyOf(stack);
    const draft = drafts.get(key) ?? newDraft(stack);
    drafts.set(key, draft);
    draft.count += count;
    goroutines += count;
    const state = dump?.states[dump.state[at] as number] ?? '';
    addLabels(draft.labels, profile, samples.labels[at] as number, count, ownLabels(dump, at, state));
    if (dump === undefined) continue;
    if (state !== '') {
      add(draft.states, state, count);
      add(states, state, count);
    }
    const minutes = dump.waitMinutes[at] as number;
    draft.waitMinutes = Math.max(draft.waitMinutes, minutes);
    longestWait = Math.max(longestWait, minutes);
    if (minutes > 0) draft.waiting += count;
    if (dump.lockedToThread[at] === 1) draft.locked += count;
    const creator = dump.createdBy[at] as number;
    if (creator >= 0) add(draft.creators, creatorText(stacks.frame(creator)), count);
    if (dump.detail === 'goroutines' && draft.ids.length < mostIds) draft.ids.push(dump.id[at] as number);
  }
  const byKey = new Map<string, GoroutineGroup>();
  for (const [key, draft] of drafts) byKey.set(key, groupOf(key, draft, stacks));
  return { byKey, goroutines, states: counted(states), longestWait, tellsApart: dump?.detail === 'goroutines' };
}

interface Draft {
  readonly stack: number;
  count: number;
  waitMinutes: number;
  waiting: number;
  locked: number;
  readonly states: Map<string, number>;
  readonly creators: Map<string, number>;
  readonly labels: Map<string, number>;
  readonly ids: number[];
}

function newDraft(stack: number): Draft {
  return {
    stack,
    count: 0,
    waitMinutes: 0,
    waiting: 0,
    locked: 0,
    states: new Map(),
    creators: new Map(),
    labels: new Map(),
    ids: [],
  };
}

function groupOf(key: string, draft: Draft, stacks: StackKeys): GoroutineGroup {
  const { stack, states, creators, labels, ...rest } = draft;
  const frames = stacks.framesOf(stack);
  return {
    key,
    ...rest,
    before: undefined,
    states: counted(states),
    creators: counted(creators),
    labels: counted(labels).slice(0, mostLabels),
    frames: frames.slice(0, mostFrames),
    depth: frames.length,
  };
}

/** Stacks of one profile by a text that is the same for equal stacks of every profile: 64 bits, made of two halves. */
class StackKeys {
  readonly #profile: Profile;
  readonly #keys = new Map<number, string>();

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  keyOf(stack: number): string {
    const known = this.#keys.get(stack);
    if (known !== undefined) return known;
    let [high, low] = [0x811c9dc5, 0x01000193];
    for (const { function: name, file, line } of this.framesOf(stack)) {
      const text = `${name}\0${file}\0${line}\n`;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        high = Math.imul(high ^ unit, 0x01000193);
        low = Math.imul(low ^ unit, 0x5bd1e995) ^ (low >>> 15);
      }
    }
    const key = hex(high) + hex(low);
    this.#keys.set(stack, key);
    return key;
  }

  /** Innermost first. */
  framesOf(stack: number): readonly GoroutineFrame[] {
    const { parent, frame } = this.#profile.stacks;
    const frames: GoroutineFrame[] = [];
    for (let node = stack; node >= 0; node = parent[node] as number) frames.push(this.frame(frame[node] as number));
    while (frames.length > 1 && outermost.has(frames.at(-1)?.function ?? '')) frames.pop();
    return frames;
  }

  frame(frame: number): GoroutineFrame {
    const { frames, functions, texts } = this.#profile;
    const of = frames.function[frame] as number;
    if (of < 0) return { function: `0x${(frames.address[frame] as bigint).toString(16)}`, file: '', line: 0 };
    return {
      function: texts[functions.name[of] as number] ?? '',
      file: texts[functions.file[of] as number] ?? '',
      line: frames.line[frame] as number,
    };
  }
}

function creatorText({ function: name, file, line }: GoroutineFrame): string {
  return file === '' ? name : `${name} at ${file}${line > 0 ? `:${line}` : ''}`;
}

/** What is told of a goroutine of a dump anyway, and is a label of its sample as well. */
function ownLabels(dump: GoroutineDump | undefined, at: number, state: string): readonly string[] {
  if (dump?.detail !== 'goroutines') return [];
  return [
    `state=${state}`,
    `wait=${dump.waitMinutes[at]}`,
    ...(dump.lockedToThread[at] === 1 ? ['thread=locked'] : []),
  ];
}

function addLabels(
  labels: Map<string, number>,
  { labelSets, texts }: Profile,
  set: number,
  count: number,
  told: readonly string[],
): void {
  const end = labelSets.starts[set + 1] ?? 0;
  for (let at = labelSets.starts[set] ?? 0; at < end; at++) {
    const text = labelSets.text[at] as number;
    const value = text >= 0 ? (texts[text] ?? '') : String(labelSets.number[at]);
    const label = `${texts[labelSets.key[at] as number] ?? ''}=${value}`;
    if (!told.includes(label)) add(labels, label, count);
  }
}

function add(counts: Map<string, number>, text: string, count: number): void {
  counts.set(text, (counts.get(text) ?? 0) + count);
}

function counted(counts: ReadonlyMap<string, number>): readonly CountedText[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
