// The table of profile formats, in the order in which they are tried: what has a mark of its own first, what is only
// likely (folded stacks) last.
import { dhat } from './dhat.ts';
import { folded } from './folded.ts';
import type { ProfileReader } from './profile-format.ts';

const readers: readonly ProfileReader[] = [dhat, folded];

/** Who reads a file with this beginning, which is decompressed and at most `profileHeadBytes`. */
export function sniffProfile(head: Uint8Array, text: string): ProfileReader | undefined {
  return readers.find((reader) => reader.sniff(head, text));
}
