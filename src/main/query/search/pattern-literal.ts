// A text that everything a regular expression matches has to contain, so that blocks without it need not be opened.
// Understands little, and says nothing where it is not sure.

/** Escapes of punctuation mean the character itself. */
const punctuation = /[\^$\\.*+?()[\]{}|/]/;

/** Lower case; the longest such text, empty where none can be told. */
export function literalOfPattern(pattern: string): string {
  const ignoresCase = pattern.startsWith('(?i)');
  const source = ignoresCase ? pattern.slice(4) : pattern;
  let longest = '';
  let run = '';
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  for (let at = 0; at < source.length;) {
    let char = source[at] as string;
    if (char === '|') return '';
    if (char === '(' || char === '[') {
      end();
      at = char === '(' ? afterGroup(source, at) : afterClass(source, at);
      at = afterQuantifier(source, at);
      continue;
    }
    let next = at + 1;
    let literal = !'^$.'.includes(char);
    if (char === '\\') {
      char = source[at + 1] ?? '';
      literal = punctuation.test(char);
      next = literal ? at + 2 : afterEscape(source, at);
    }
    const after = afterQuantifier(source, next);
    // Beyond ASCII, and for the long s, lower case and "the same but for case" are not the same.
    const plain = literal && char < '\u0080' && !(ignoresCase && /s/i.test(char));
    if (!plain || after !== next) {
      end();
      // What is repeated at least once still stands there once, on its own.
      if (plain && source[next] === '+') run = char.toLowerCase();
      if (after !== next) end();
    } else run += char.toLowerCase();
    at = after;
  }
  end();
  return longest;
}

function afterQuantifier(source: string, at: number): number {
  const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 40));
  return at + (match?.[0].length ?? 0);
}

function afterEscape(source: string, at: number): number {
  const match = /^\\(?:u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|c.|\d+|.)/su.exec(
    source.slice(at),
  );
  return at + (match?.[0].length ?? 1);
}

function afterClass(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === ']') return i + 1;
  }
  return source.length;
}

function afterGroup(source: string, at: number): number {
  let depth = 0;
  for (let i = at; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') i = afterClass(source, i) - 1;
    else if (source[i] === '(') depth++;
    else if (source[i] === ')' && --depth === 0) return i + 1;
  }
  return source.length;
}
