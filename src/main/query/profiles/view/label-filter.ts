// Which label sets an expression like pprof's tagfocus takes: `key=expression`, `expression` over `key:value` of all texts,
// or a range of a numeric label (`32kb`, `:64kb`, `4mb:`, `12kb:64mb`, each with or without `key=`).
import type { Beat } from '../../../../contract/beat.ts';
import { labelUnits } from './label-units.ts';
import { namePattern } from './name-pattern.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import { scaleValue } from '../../../../contract/profiles/units.ts';

/** An expression over a few texts. */
const stepsOfSet = 64;

/** 1 per label set that matches. @throws RegexError */
export function matchingLabelSets(profile: Profile, expression: string, beat: Beat): Uint8Array {
  const matches = new Uint8Array(profile.labelSets.count);
  const equals = expression.indexOf('=');
  const key = equals < 0 ? undefined : expression.slice(0, equals);
  const value = expression.slice(equals + 1);
  const inRange = numberRange(value);
  const test = inRange === undefined ? textTest(profile, key, value) : rangeTest(profile, key, inRange);
  for (let set = 0; set < matches.length; set++) {
    beat(stepsOfSet);
    const first = profile.labelSets.starts[set] as number;
    if (test(first, profile.labelSets.starts[set + 1] as number)) matches[set] = 1;
  }
  return matches;
}

/** Whether the labels [first, end) match. */
type SetTest = (first: number, end: number) => boolean;

function rangeTest(profile: Profile, key: string | undefined, inRange: NumberRange): SetTest {
  const { labelSets, texts } = profile;
  const units = labelUnits(profile);
  return (first, end) => {
    for (let label = first; label < end; label++) {
      if ((labelSets.text[label] as number) >= 0) continue;
      const name = labelSets.key[label] as number;
      if (key !== undefined && texts[name] !== key) continue;
      if (inRange(labelSets.number[label] as number, units.get(name) ?? '')) return true;
    }
    return false;
  };
}

/** Without a key every expression of a list must match some label; with one, any of them. */
function textTest({ labelSets, texts }: Profile, key: string | undefined, value: string): SetTest {
  const patterns = value.split(',').map((one) => namePattern(one));
  return (first, end) => {
    const found = (pattern: (text: string) => boolean): boolean => {
      for (let label = first; label < end; label++) {
        const number = labelSets.text[label] as number;
        if (number < 0) continue;
        const name = texts[labelSets.key[label] as number] as string;
        const text = texts[number] as string;
        if (key === undefined ? pattern(`${name}:${text}`) : name === key && pattern(text)) return true;
      }
      return false;
    };
    return key === undefined ? patterns.every(found) : patterns.some(found);
  };
}

type NumberRange = (value: number, unit: string) => boolean;

/** `undefined` for what is no range. */
function numberRange(text: string): NumberRange | undefined {
  const found = [...text.matchAll(/([+-]?\d+)([a-zA-Z]+)?/g)].slice(0, 2);
  const [low, high] = found;
  if (low === undefined) return undefined;
  const lowest = scaleValue(Number(low[1]), low[2] ?? '', low[2] ?? '');
  const within = (test: (value: number) => boolean): NumberRange => {
    return (value, unit) => {
      const scaled = scaleValue(value, unit, lowest.unit);
      return scaled.unit === lowest.unit && test(scaled.value);
    };
  };
  if (high === undefined) {
    if (text === low[0]) return within((value) => value === lowest.value);
    if (text === `${low[0]}:`) return within((value) => value >= lowest.value);
    if (text === `:${low[0]}`) return within((value) => value <= lowest.value);
    return undefined;
  }
  if (text !== `${low[0]}:${high[0]}`) return undefined;
  const highest = scaleValue(Number(high[1]), high[2] ?? '', lowest.unit);
  if (highest.unit !== lowest.unit) return undefined;
  return within((value) => value >= lowest.value && value <= highest.value);
}
