// Frame texts of DHAT: `0xADDR: func (file.c:12)`, `0xADDR: func (in /path/lib.so)`, `0xADDR: ??? (in ...)`, and with a
// column as the dhat crate writes them. Names and paths may have parentheses: the last group that closes the text counts.

export interface DhatFrame {
  /** 0n where there is none. */
  readonly address: bigint;
  /** Empty where it is not known ("???"). */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of the program or library; empty where a file is known instead. */
  readonly library: string;
}

export function dhatFrame(text: string): DhatFrame {
  const head = /^(?:0x([0-9a-fA-F]{1,16}): )?/.exec(text);
  const address = head?.[1] === undefined ? 0n : BigInt(`0x${head[1]}`);
  const rest = text.slice(head?.[0].length ?? 0);
  const open = placeStart(rest);
  const bare = open < 0 ? rest : rest.slice(0, open);
  const place = open < 0 ? '' : rest.slice(open + 2, -1);
  const name = bare === '???' ? '' : bare;
  if (place.startsWith('in ')) return { address, name, file: '', line: 0, column: 0, library: place.slice(3) };
  const parts = /^(.*?):(\d{1,9})(?::(\d{1,9}))?$/.exec(place);
  return {
    address,
    name,
    file: parts?.[1] ?? place,
    line: Number(parts?.[2] ?? 0),
    column: Number(parts?.[3] ?? 0),
    library: '',
  };
}

/** Index of the blank before the parenthesis that closes at the end; -1 where there is none. */
function placeStart(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let at = text.length - 1; at > 0; at--) {
    const char = text[at];
    if (char === ')') depth++;
    else if (char === '(' && --depth === 0) return text[at - 1] === ' ' ? at - 1 : -1;
  }
  return -1;
}
