// Units of numeric labels, per key as pprof has them: the first that a sample names, else what the key says.
import type { Profile } from '../../../../contract/profiles/profile.ts';

/** By the number of the key's text. */
export function labelUnits({ labelSets, texts }: Profile): ReadonlyMap<number, string> {
  const units = new Map<number, string>();
  const labels = labelSets.starts[labelSets.count] as number;
  for (let label = 0; label < labels; label++) {
    if ((labelSets.text[label] as number) >= 0) continue;
    const key = labelSets.key[label] as number;
    const known = units.get(key);
    if (known === undefined || known === '') units.set(key, texts[labelSets.unit[label] as number] as string);
  }
  for (const [key, unit] of units) {
    if (unit !== '') continue;
    const name = texts[key] as string;
    units.set(key, name === 'request' || name === 'alignment' ? 'bytes' : name);
  }
  return units;
}
