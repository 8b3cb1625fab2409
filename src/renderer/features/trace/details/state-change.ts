// What changed between two states of a process, in words: how much was allocated, how many goroutines more. Pure.
import type { OpenedProfile } from '../../../../contract/profiles/list.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';

export interface Change {
  /** Name of the sample type. */
  readonly type: string;
  readonly text: string;
}

type Words = (amount: string, signed: string) => string;

/** Of sample types that people need not know the names of, in the order of what is asked for first. */
const words: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['alloc_space', (amount) => `${amount} allocated`],
  ['alloc_objects', (amount) => `${amount} objects allocated`],
  ['inuse_space', (_, signed) => `${signed} in use`],
  ['inuse_objects', (_, signed) => `${signed} objects in use`],
  ['goroutine', (_, signed) => `${signed} goroutines`],
  ['threadcreate', (_, signed) => `${signed} threads`],
  ['delay', (amount) => `${amount} waited`],
  ['contentions', (amount) => `${amount} contentions`],
]);
const order = [...words.keys()];

/** Of the first profile of each file; empty where they do not have the same sample types. */
export function changesBetween(before: OpenedProfile, after: OpenedProfile): readonly Change[] {
  if (before.kind !== 'shown' || after.kind !== 'shown') return [];
  const was = new Map(before.parts[0]?.sampleTypes.map(({ type, unit, total }) => [`${type}/${unit}`, total]));
  return (after.parts[0]?.sampleTypes ?? [])
    .flatMap(({ type, unit, total }): readonly Change[] => {
      const past = was.get(`${type}/${unit}`);
      if (past === undefined) return [];
      const change = total - past;
      const size = Math.abs(change);
      const amount = unit === 'count' ? size.toLocaleString('en-US') : formatScaled(size, unit, autoUnit);
      const signed = `${change > 0 ? '+' : change < 0 ? '−' : ''}${amount}`;
      const say = words.get(type);
      // What only ever grows became less: the process was started anew, or counts were reset.
      return [{ type, text: say === undefined || change < 0 ? `${signed} ${plain(type)}` : say(amount, signed) }];
    })
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

function plain(type: string): string {
  return { inuse_space: 'in use', inuse_objects: 'objects in use', goroutine: 'goroutines' }[type] ?? type;
}

function placeOf({ type }: Change): number {
  const place = order.indexOf(type);
  return place < 0 ? order.length : place;
}
