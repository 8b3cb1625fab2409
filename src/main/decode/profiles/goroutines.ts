// Dumps of goroutines as Go's runtime/pprof writes them: debug=1 (equal stacks counted, with labels) and debug=2 (every
// goroutine with its state, as a crash prints them too). A file that holds one after the other is read as one dump: the
// goroutines of debug=2 with the labels of debug=1.
import { GoroutineColumns } from './goroutine-columns.ts';
import { readGoroutineBlocks } from './goroutine-blocks.ts';
import { readGoroutineGroups } from './goroutine-groups.ts';
import { joinGoroutineLabels } from './goroutine-labels.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { textLines } from './text-lines.ts';
import { DecodeFault } from '../result.ts';

export const goroutines: ProfileReader = { id: 'goroutines', sniff, decode };

const totalShape = /^goroutine(?:leak)? profile: total \d+\s*$/m;
const blockShape = /^goroutine \d+ (?:[^\n]* )?\[[^\n]*\]:\s*$/m;

function sniff(_head: Uint8Array, text: string): boolean {
  return totalShape.test(text.slice(0, 200)) || blockShape.test(text);
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const lines = [...textLines(bytes, tools)];
  const builder = new ProfileBuilder('goroutines', [{ type: 'goroutine', unit: 'count' }], tools.beat);
  const groups = readGoroutineGroups(lines, bytes, builder);
  const blocks = readGoroutineBlocks(lines, builder);
  if (groups.length === 0 && blocks.length === 0) throw new DecodeFault('the file has no goroutines', 0);
  const columns = new GoroutineColumns(builder);
  if (blocks.length === 0) {
    for (const group of groups) columns.addGroup(group);
    return { profiles: [builder.finish({})], goroutines: columns.finish('groups') };
  }
  const labels = joinGoroutineLabels(groups, blocks, builder);
  for (const [at, block] of blocks.entries()) columns.addGoroutine(block, labels[at] ?? []);
  return { profiles: [builder.finish({})], goroutines: columns.finish('goroutines') };
}
