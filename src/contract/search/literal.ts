// Values of the search language. Quoted text is text; a bare word is a number, duration, byte size, time or bool where it
// looks like one, else text. Durations: ns us µs ms s m h d, also joined (`1m30s`). Sizes: B, KB MB GB TB (powers of
// 1000), KiB MiB GiB TiB (powers of 1024). Times: ISO 8601 with a zone, or a day.
import { parseDuration } from '../duration-text.ts';
import { unixNanosOfIso } from '../iso-time.ts';

export type Literal =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'duration'; readonly text: string; readonly nanos: bigint }
  | { readonly kind: 'size'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'time'; readonly text: string; readonly nanos: bigint }
  | { readonly kind: 'bool'; readonly text: string; readonly value: boolean };

const numberForm = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;
const durationForm = /^-?(\d+(\.\d+)?(ns|us|µs|μs|ms|s|min|m|h|d))+$/;
const sizeForm = /^(\d+(?:\.\d+)?)([kKMGT]?)(i?)B$/;
const timeForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/;
const powers = ['', 'K', 'M', 'G', 'T'];

export const quotedLiteral = (text: string): Literal => ({ kind: 'text', text, quoted: true });

/** What a bare word says. */
export function literalOfWord(text: string): Literal {
  if (text === 'true' || text === 'false') return { kind: 'bool', text, value: text === 'true' };
  if (numberForm.test(text)) return { kind: 'number', text, value: Number(text) };
  if (durationForm.test(text)) {
    const nanos = parseDuration(text);
    if (nanos !== undefined) return { kind: 'duration', text, nanos };
  }
  const size = sizeForm.exec(text);
  if (size !== null) {
    const unit = size[3] === 'i' ? 1024 : 1000;
    return { kind: 'size', text, bytes: Number(size[1]) * unit ** powers.indexOf((size[2] ?? '').toUpperCase()) };
  }
  const nanos = timeForm.test(text) ? unixNanosOfIso(text.length === 10 ? `${text}T00:00Z` : text) : undefined;
  return nanos === undefined ? { kind: 'text', text, quoted: false } : { kind: 'time', text, nanos };
}
