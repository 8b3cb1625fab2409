// JSON inside text: recognised, laid out anew, and cut into coloured pieces. Works on the text itself, so that numbers
// keep their spelling (64-bit integers survive) and keys their order; nothing is evaluated.

export type PieceKind = 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'space';

export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
}

/** Longest text that is tried; longer ones are shown as they are. UTF-16 units. */
export const jsonTextLimit = 2_000_000;

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g;

/** Pieces of the text laid out with two-space steps; undefined when it is no JSON object or array. */
export function layoutJson(text: string): readonly Piece[] | undefined {
  const trimmed = text.trim();
  if (trimmed.length > jsonTextLimit || !/^[{[]/.test(trimmed) || !isJson(trimmed)) return undefined;
  const tokens = trimmed.match(token) ?? [];
  const pieces: Piece[] = [];
  let depth = 0;
  const newLine = (): void => void pieces.push({ kind: 'space', text: `\n${'  '.repeat(depth)}` });
  for (const [index, word] of tokens.entries()) {
    const next = tokens[index + 1];
    if (word === '{' || word === '[') {
      pieces.push({ kind: 'punctuation', text: word });
      depth += 1;
      if (next !== '}' && next !== ']') newLine();
    } else if (word === '}' || word === ']') {
      const before = tokens[index - 1];
      depth -= 1;
      if (before !== '{' && before !== '[') newLine();
      pieces.push({ kind: 'punctuation', text: word });
    } else if (word === ',') {
      pieces.push({ kind: 'punctuation', text: word });
      newLine();
    } else if (word === ':') {
      pieces.push({ kind: 'punctuation', text: word }, { kind: 'space', text: ' ' });
    } else {
      pieces.push({ kind: kindOf(word, next), text: word });
    }
  }
  return pieces;
}

export function textOfPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function kindOf(text: string, next: string | undefined): PieceKind {
  if (text.startsWith('"')) return next === ':' ? 'key' : 'string';
  return /^[-\d]/.test(text) ? 'number' : 'word';
}
