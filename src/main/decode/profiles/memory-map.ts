// Libraries of a process as /proc/<pid>/maps lists them, at the end of files without symbols: they name what an address
// belongs to.
import type { ProfileBuilder } from './profile-builder.ts';

const entry =
  /^\s*(?:0x)?([\da-f]+)-(?:0x)?([\da-f]+):?\s+([-rwxps]+)\s+([\da-f]+)\s+[\da-f]+:[\da-f]+\s+\d+(?:\s+(\S.*))?$/i;
const library = /\.so$|\.so[._]\d+/;

interface Mapped {
  readonly start: bigint;
  readonly limit: bigint;
  readonly offset: bigint;
  readonly file: string;
}

export class MemoryMap {
  readonly #mapped: Mapped[] = [];
  #numbers: readonly number[] = [];

  /** A line of the list; lines of what cannot be run, and others, are passed over. */
  line(text: string): void {
    const [, start, limit, permissions = '', offset, file = ''] = entry.exec(text) ?? [];
    if (start === undefined || limit === undefined || !permissions.includes('x')) return;
    const number = (hex: string | undefined): bigint => BigInt.asUintN(64, BigInt(`0x${hex ?? '0'}`));
    this.#mapped.push({ start: number(start), limit: number(limit), offset: number(offset), file: file.trim() });
  }

  /** Writes the mappings, the program itself first. */
  finish(builder: ProfileBuilder): void {
    const program = this.#mapped.findIndex(({ file }) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      return name !== '' && !name.startsWith('[') && !library.test(name);
    });
    const first = this.#mapped[0];
    if (program > 0 && first !== undefined) {
      this.#mapped[0] = this.#mapped[program] as Mapped;
      this.#mapped[program] = first;
    }
    this.#numbers = this.#mapped.map(({ start, limit, offset, file }) =>
      builder.addMapping(start, limit, offset, file, ''),
    );
  }

  /** After `finish`: the mapping of an address, -1 for none. */
  of(address: bigint): number {
    const at = this.#mapped.findIndex(({ start, limit }) => start <= address && address < limit);
    return at < 0 ? -1 : (this.#numbers[at] as number);
  }
}
