// What a CPU profile of the browser says: self time by function, the largest first.
import { round } from './statistics.ts';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export function topFunctions(profile: CpuProfile, count: number): readonly string[] {
  const nameOf = new Map(
    profile.nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').at(-1) ?? ''}:${callFrame.lineNumber + 1}`,
    ]),
  );
  const millis = new Map<string, number>();
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const name = nameOf.get(id) ?? '?';
    millis.set(name, (millis.get(name) ?? 0) + (profile.timeDeltas?.[i] ?? 0) / 1000);
  }
  return [...millis]
    .filter(([name]) => !name.startsWith('(idle)'))
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, spent]) => `${round(spent, 0)} ms ${name}`);
}
