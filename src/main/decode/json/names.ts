// Fixed sets of names (keys, enum members), found from bytes without making a string.

export interface NameTable {
  /** The number of the name in the slice, or -1. */
  find(bytes: Uint8Array, start: number, length: number): number;
}

interface Entry {
  readonly text: string;
  readonly number: number;
}

/** A table of names; several may share a number. */
function nameTable(names: readonly (readonly [text: string, number: number])[]): NameTable {
  const slots: (Entry[] | undefined)[] = Array.from({ length: 256 }, () => undefined);
  for (const [text, number] of names) {
    const slot = slotOf(text.length, text.charCodeAt(0), text.charCodeAt(text.length - 1));
    (slots[slot] ??= []).push({ text, number });
  }
  return {
    find: (bytes, start, length) => {
      if (length === 0) return -1;
      const entries = slots[slotOf(length, bytes[start] as number, bytes[start + length - 1] as number)];
      if (entries === undefined) return -1;
      for (const entry of entries)
        if (entry.text.length === length && isText(bytes, start, entry.text)) return entry.number;
      return -1;
    },
  };
}

/** A table of keys numbered in order, each in lowerCamelCase and as the snake_case name of the .proto file. */
export function keyTable(keys: readonly string[]): NameTable {
  const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return nameTable(
    keys.flatMap((key, i) =>
      snake(key) === key ? [[key, i] as const] : [[key, i] as const, [snake(key), i] as const],
    ),
  );
}

/** The members of an enum, found with and without their prefix and in any case: `SPAN_KIND_SERVER`, `SERVER`, `server`. */
export function enumTable(prefix: string, members: readonly (readonly [name: string, number: number])[]): NameTable {
  const numbers = new Map(
    members.flatMap(([name, number]) => [[prefix + name, number] as const, [name, number] as const]),
  );
  const exact = nameTable([...numbers]);
  return {
    find: (bytes, start, length) => {
      const found = exact.find(bytes, start, length);
      if (found >= 0 || length > longestEnumName) return found;
      const text = String.fromCharCode(...bytes.subarray(start, start + length));
      return numbers.get(text.toUpperCase()) ?? -1;
    },
  };
}

const longestEnumName = 64;

function slotOf(length: number, first: number, last: number): number {
  return (length * 37 + first * 5 + last) & 0xff;
}

function isText(bytes: Uint8Array, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}
