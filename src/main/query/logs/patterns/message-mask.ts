// A message as words with placeholders for numbers, ids, addresses and paths: see README.md of this folder.
// Words are what blanks separate; inside a word, the parts between punctuation are looked at one by one.

/** Words of a message that are looked at; the rest is one more word, `<*>`. */
const mostWords = 64;
/** Words that are remembered: short ones, since long ones with digits in them are ids that do not come back. */
const mostKnown = 20_000;
const longestKnown = 8;

const part = /[A-Za-z0-9_.+µ%-]+/g;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ip = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const number = /^[-+]?\d+(?:\.\d+)*([A-Za-zµ%]{0,3})$/;
const hexadecimal = /^(?:0x[0-9a-f]+|[0-9a-f]{8,})$/i;
const digit = /\d/;
const path = /^(?:\/[^/\s]+){4,}\/?$/;

export class MessageMask {
  readonly #known: Map<string, string> = new Map();

  wordsOf(message: string): string[] {
    const words = message.trim().split(/\s+/, mostWords + 1);
    if (words.length > mostWords) words[mostWords] = '<*>';
    return words.map((word) => this.#masked(word));
  }

  #masked(word: string): string {
    if (!digit.test(word) && !word.startsWith('/') && !hexadecimal.test(word)) return word;
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const masked = path.test(word) ? '<path>' : word.replace(part, maskPart);
    if (word.length > longestKnown) return masked;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(word, masked);
    return masked;
  }
}

function maskPart(text: string): string {
  if (!digit.test(text) && !hexadecimal.test(text)) return text;
  if (uuid.test(text)) return '<uuid>';
  if (ip.test(text)) return '<ip>';
  const whole = number.exec(text);
  if (whole !== null) return `<num>${whole[1] ?? ''}`;
  if (hexadecimal.test(text)) return '<hex>';
  return text.replace(/[A-Za-z0-9µ%]+/g, maskPiece);
}

/** `worker-7` is `worker-<num>`; `v2` and `utf8` are words. */
function maskPiece(text: string): string {
  const whole = number.exec(text);
  if (whole !== null) return `<num>${whole[1] ?? ''}`;
  if (hexadecimal.test(text)) return '<hex>';
  const digits = text.replace(/\D/g, '').length;
  return digits === 0 || (digits <= 2 && /^[A-Za-z]+\d+$/.test(text)) ? text : '<id>';
}
