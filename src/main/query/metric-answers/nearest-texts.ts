// Which of many names somebody may have meant: those that share most of the asked one's words and letters.

/** At most `most`, the nearest first; none that has hardly anything in common. */
export function nearestTexts(asked: string, known: Iterable<string>, most: number): readonly string[] {
  const plain = normal(asked);
  const words = wordsOf(plain);
  const pieces = piecesOf(plain);
  const scored: { readonly text: string; readonly score: number }[] = [];
  for (const text of known) {
    const other = normal(text);
    const score = scoreOf(plain, words, pieces, other);
    if (score >= lowest) scored.push({ text, score });
  }
  return scored
    .toSorted((a, b) => b.score - a.score || a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ text }) => text);
}

const lowest = 0.35;

function scoreOf(plain: string, words: ReadonlySet<string>, pieces: ReadonlySet<string>, other: string): number {
  if (other === plain) return 3;
  // What only lacks an ending (`s`, `_total`, `_bucket`) or a beginning comes before what is spelt alike.
  const within =
    (plain.length > 2 && other.startsWith(plain)) || plain.startsWith(`${other}_`) || other.endsWith(`_${plain}`);
  return Number(within) + shared(pieces, piecesOf(other)) * 0.7 + shared(words, wordsOf(other)) * 0.3;
}

/** `http.server.duration`, `http-server-duration` and `HTTP_Server_Duration` are one. */
function normal(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split('_'));
}

function piecesOf(text: string): ReadonlySet<string> {
  const padded = `^${text}$`;
  const pieces = new Set<string>();
  for (let at = 0; at + 2 <= padded.length; at++) pieces.add(padded.slice(at, at + 2));
  return pieces;
}

/** Dice's coefficient. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return (2 * both) / (a.size + b.size);
}
