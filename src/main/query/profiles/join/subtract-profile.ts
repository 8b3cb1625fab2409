// One profile less another, as pprof's -base and -diff_base: a profile whose samples are those of both, the base's values
// negated, equal samples merged.
import { beatOf, type Beat } from '../../../../contract/beat.ts';
import { JoinTables } from './join-tables.ts';
import { NodeTable } from '../view/node-table.ts';
import { baseLabel } from '../view/profile-total.ts';
import type { Profile, SampleType } from '../../../../contract/profiles/profile.ts';
import { sameUnitType, scaleValue } from '../../../../contract/profiles/units.ts';

export interface SubtractOptions {
  /** Marks the base's samples, so that percentages are of the base. */
  readonly markBase: boolean;
  /** Scales the profile to the base's total first, per sample type. */
  readonly normalized: boolean;
  /** Throws once nobody waits. */
  readonly alive?: () => void;
}

/** @throws Error when the profiles do not measure the same */
export function subtractProfile(profile: Profile, base: Profile, options: SubtractOptions): Profile {
  const types = commonTypes(profile, base);
  const beat = beatOf(options.alive ?? (() => undefined));
  const units = (from: Profile): readonly number[] =>
    types.map((type, at) => scaleValue(1, from.sampleTypes[at]?.unit ?? '', type.unit).value);
  const ours = columnsOf(profile, units(profile));
  const theirs = columnsOf(base, units(base));
  const scaled = options.normalized
    ? ours.map((column, at) => {
        const [own, wanted] = [sum(column), sum(theirs[at] as Float64Array)];
        const ratio = own === 0 ? 0 : wanted / own;
        return column.map((value) => Math.sign(value) * Math.round(Math.abs(value) * ratio));
      })
    : ours;
  const tables = new JoinTables(profile.stacks.count + base.stacks.count, beat);
  const samples = new MergedSamples(types.length, beat);
  samples.add(profile, scaled, tables.addStacks(profile), tables.addLabelSets(profile));
  const marked = tables.addLabelSets(base, options.markBase ? baseLabel : undefined);
  const negated = theirs.map((column) => column.map((value) => -value));
  samples.add(base, negated, tables.addStacks(base), marked);
  return {
    ...profile,
    texts: tables.texts,
    sampleTypes: types,
    functions: columns(tables.functions),
    frames: {
      ...columns(tables.frames),
      address: BigUint64Array.from(tables.frames.address),
      flags: Uint8Array.from(tables.frames.flags),
    },
    mappings: {
      ...columns(tables.mappings),
      start: BigUint64Array.from(tables.mappings.start),
      limit: BigUint64Array.from(tables.mappings.limit),
      offset: BigUint64Array.from(tables.mappings.offset),
      flags: Uint8Array.from(tables.mappings.flags),
    },
    stacks: { count: tables.stacks.count, parent: tables.stacks.parents(), frame: tables.stacks.keys() },
    samples: samples.finish(),
    labelSets: {
      count: tables.labels.starts.length - 1,
      starts: Int32Array.from(tables.labels.starts),
      key: Int32Array.from(tables.labels.key),
      text: Int32Array.from(tables.labels.text),
      number: Float64Array.from(tables.labels.number),
      unit: Int32Array.from(tables.labels.unit),
    },
    links: [],
    time: earliest(profile.time, base.time),
    durationNanos: added(profile.durationNanos, base.durationNanos),
    comments: [...new Set([...profile.comments, ...base.comments])],
    docUrl: profile.docUrl ?? base.docUrl,
  };
}

/** The profile's types with the finer of both units. */
function commonTypes(profile: Profile, base: Profile): readonly SampleType[] {
  const told = ({ sampleTypes }: Profile): string => sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
  const bare = (type: string): string => type.replace(/s$/, '');
  const same =
    profile.sampleTypes.length === base.sampleTypes.length &&
    profile.sampleTypes.every(({ type, unit }, at) => {
      const other = base.sampleTypes[at] as SampleType;
      return bare(type) === bare(other.type) && sameUnitType(unit, other.unit);
    });
  if (!same) throw new Error(`the profiles measure different things: ${told(profile)} and ${told(base)}`);
  return profile.sampleTypes.map((type, at) => {
    const other = base.sampleTypes[at] as SampleType;
    return scaleValue(1, other.unit, type.unit).value < 1 ? { type: type.type, unit: other.unit } : type;
  });
}

function columnsOf({ samples }: Profile, factors: readonly number[]): readonly Float64Array[] {
  return samples.values.map((column, at) => {
    const factor = factors[at] as number;
    return factor === 1 ? column : column.map((value) => Math.round(value * factor));
  });
}

const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);

/** Samples with one stack and one label set are one; those without any value are left out. */
class MergedSamples {
  readonly #pairs = new NodeTable(1024);
  readonly #values: number[][];
  readonly #beat: Beat;

  constructor(types: number, beat: Beat) {
    this.#beat = beat;
    this.#values = Array.from({ length: types }, () => []);
  }

  add({ samples }: Profile, values: readonly Float64Array[], stacks: Int32Array, sets: Int32Array): void {
    for (let sample = 0; sample < samples.count; sample++) {
      this.#beat(1);
      if (values.every((column) => column[sample] === 0)) continue;
      const stack = samples.stack[sample] as number;
      const set = sets[samples.labels[sample] as number] as number;
      const merged = this.#pairs.child(stack < 0 ? -1 : (stacks[stack] as number), set);
      for (const [type, column] of values.entries()) {
        const sums = this.#values[type] as number[];
        sums[merged] = (sums[merged] ?? 0) + (column[sample] as number);
      }
    }
  }

  finish(): Profile['samples'] {
    const kept: number[] = [];
    for (let at = 0; at < this.#pairs.count; at++) if (this.#values.some((sums) => sums[at] !== 0)) kept.push(at);
    const [stacks, sets] = [this.#pairs.parents(), this.#pairs.keys()];
    return {
      count: kept.length,
      stack: Int32Array.from(kept, (at) => stacks[at] as number),
      labels: Int32Array.from(kept, (at) => sets[at] as number),
      values: this.#values.map((sums) => Float64Array.from(kept, (at) => sums[at] as number)),
      time: undefined,
      link: undefined,
    };
  }
}

/** Lists of numbers as columns, and how many there are. */
function columns<Key extends string>(
  lists: Readonly<Record<Key, readonly (number | bigint)[]>>,
): Record<Key, Int32Array> & { count: number } {
  const all = Object.entries<readonly (number | bigint)[]>(lists);
  const made = Object.fromEntries(all.map(([name, list]) => [name, Int32Array.from(list, Number)]));
  return Object.assign(made as Record<Key, Int32Array>, { count: all[0]?.[1].length ?? 0 });
}

function earliest<Time extends bigint>(a: Time | undefined, b: Time | undefined): Time | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

const added = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
