// Samples of files that only have addresses: kept until the libraries are known, which such files list at their end.
import type { MemoryMap } from './memory-map.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import { FrameFlag } from '../../../contract/profiles/profile.ts';

/** A line of an address that the file tells the name of; innermost inlined first, as the lines stand. */
export interface NamedLine {
  readonly address: bigint;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface AddressSample {
  /** Innermost first. */
  readonly addresses: readonly bigint[];
  readonly values: readonly number[];
  /** Size of a block, shown as the label `bytes`. */
  readonly blockBytes?: number;
  /** Names of all its addresses, innermost first; empty where the file has none. */
  readonly lines: readonly NamedLine[];
}

export function addAddressSamples(builder: ProfileBuilder, map: MemoryMap, samples: readonly AddressSample[]): void {
  map.finish(builder);
  const plain = new Map<bigint, number>();
  const named = new Map<string, readonly number[]>();
  const frameOf = (address: bigint): number => {
    const known = plain.get(address);
    if (known !== undefined) return known;
    const made = builder.addFrame({ function: -1, address, mapping: map.of(address) });
    plain.set(address, made);
    return made;
  };
  /** Frames of one address, outermost first. */
  const framesOf = (lines: readonly NamedLine[]): readonly number[] => {
    const key = lines.map(({ address, name, file, line }) => `${address} ${name} ${file} ${line}`).join('\n');
    let frames = named.get(key);
    if (frames === undefined) {
      frames = lines.toReversed().map(({ address, name, file, line }, at) => {
        const flags = at === 0 ? 0 : FrameFlag.inlined;
        return builder.addFrame({
          function: builder.functionOf(name, file),
          line,
          address,
          mapping: map.of(address),
          flags,
        });
      });
      named.set(key, frames);
    }
    return frames;
  };
  const bytes = builder.texts.number('bytes');
  for (const { addresses, values, blockBytes, lines } of samples) {
    builder.beat?.(addresses.length + lines.length);
    let node = -1;
    if (lines.length > 0) {
      for (const group of byAddress(lines).toReversed()) {
        for (const frame of framesOf(group)) node = builder.stacks.child(node, frame);
      }
    } else for (const address of addresses.toReversed()) node = builder.stacks.child(node, frameOf(address));
    const labels = blockBytes === undefined ? [] : [{ key: bytes, text: -1, number: blockBytes, unit: bytes }];
    const sample = builder.addSample(node, builder.labels.number(labels));
    for (const [type, value] of values.entries()) builder.setValue(sample, type, value);
  }
}

function byAddress(lines: readonly NamedLine[]): readonly (readonly NamedLine[])[] {
  const groups: NamedLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.address === line.address) last.push(line);
    else groups.push([line]);
  }
  return groups;
}
