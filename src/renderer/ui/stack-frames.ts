// Stack traces as Java, Python, Node, Go, Rust and .NET print them: which lines are frames, where they point to, and
// whether they are the program's own or a library's. Recognising a line never changes it. Pure.

export interface StackFrame {
  /** As printed; only an absolute path can be looked up. */
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
}

export interface StackLine {
  readonly text: string;
  /** frame: a call, or the line that belongs to one. head: what failed, and causes. */
  readonly kind: 'head' | 'frame';
  readonly frame: StackFrame | undefined;
  /** A frame of the language's runtime or of an installed library. */
  readonly library: boolean;
}

interface Shape {
  /** Groups: file, line, and perhaps column. */
  readonly place: RegExp;
}

/** Lines that hold a place, the most particular first. */
const places: readonly Shape[] = [
  // Python:   File "/srv/app.py", line 12, in handler
  { place: /^\s*File "(?<file>[^"]+)", line (?<line>\d+)/ },
  // .NET:    at Shop.Cart.Add(Item item) in /src/Cart.cs:line 42
  { place: /^\s*at .+ in (?<file>.+):line (?<line>\d+)\s*$/ },
  // Java:    at com.shop.Cart.add(Cart.java:42)
  { place: /^\s*at [\w.$<>/@ -]+\((?<file>[\w$-]+\.(?:java|kt|scala|groovy|clj)):(?<line>\d+)\)/ },
  // Node:    at add (file:///srv/cart.js:10:5), at /srv/cart.js:10:5
  {
    place:
      /^\s*at (?:.*\()?(?<file>(?:file:\/\/|node:|webpack:|[A-Za-z]:\\|\/|\.{1,2}\/)[^()]*?):(?<line>\d+):(?<column>\d+)\)?\s*$/,
  },
  // Rust:             at /build/src/cart.rs:10:5
  { place: /^\s+at (?<file>\S+\.rs):(?<line>\d+)(?::(?<column>\d+))?\s*$/ },
  { place: /panicked at (?:'.*', )?(?<file>\S+\.rs):(?<line>\d+):(?<column>\d+)/ },
  // Go:    	/srv/cart.go:10 +0x1d
  { place: /^\s+(?<file>\S+\.go):(?<line>\d+)(?: \+0x[0-9a-f]+)?\s*$/ },
];

/** Lines of a frame that have no place in a file. */
const bareFrames: readonly RegExp[] = [
  /^\s+at \S+/,
  /^\s+\.\.\. \d+ (?:more|common frames omitted)/,
  /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?\S+/,
  /^goroutine \d+ \[/,
  /^created by \S+/,
];

/** Longer lines hold no place; what an expression tries on a line may grow with the square of its length. UTF-16 units. */
const longestLine = 2000;

/** Go:  main.(*Server).handle(0xc000010000, {0x1, 0x2}). Its end is looked at first, so that nothing is tried for long. */
function isGoCall(line: string): boolean {
  return line.length <= longestLine && line.endsWith(')') && /^[\w./*()-]+\.[\w.*()-]+\(/.test(line);
}

const libraries =
  /node_modules|^node:|\/(?:site|dist)-packages\/|\/lib\/python\d|\/rustc\/|\/\.cargo\/registry\/|\/go\/pkg\/mod\/|\/usr\/local\/go\/|^\/usr\/lib\/|<frozen /;
const libraryCalls =
  /^\s*(?:at )?(?:java|javax|jakarta|jdk|sun|kotlin|scala|org\.(?:springframework|apache|hibernate|junit)|io\.netty|System|Microsoft|runtime|net\/http|testing)[./]|^\s*\d+:\s+(?:0x[0-9a-f]+ - )?(?:core|std|alloc|tokio|rust_begin_unwind|__libc|_start)\b/;

/** Longest text that is looked at; longer ones are no stack traces. UTF-16 units. */
const limit = 400_000;

/** The lines of a stack trace; undefined where the text is none: less than two frames. */
export function stackLines(text: string): readonly StackLine[] | undefined {
  if (text.length > limit || !text.includes('\n')) return undefined;
  const lines = text.trimEnd().split('\n');
  const found: StackLine[] = [];
  let frames = 0;
  let inFrame: StackLine | undefined;
  for (const [at, line] of lines.entries()) {
    const frame = placeIn(line);
    const bare = frame === undefined && (isGoCall(line) || bareFrames.some((shape) => shape.test(line)));
    // what belongs to the frame before: Python prints the source under it
    const follows =
      !bare &&
      frame === undefined &&
      inFrame !== undefined &&
      /^\s{4,}\S/.test(line) &&
      /^\s*File "/.test(inFrame.text);
    // Go and Rust print the call first and its place on the next line
    const ahead = bare ? placeIn(lines[at + 1] ?? '') : undefined;
    if (frame !== undefined || bare) frames += 1;
    const kind = frame !== undefined || bare || follows ? 'frame' : 'head';
    const library =
      kind === 'frame' &&
      (libraries.test(frame?.file ?? ahead?.file ?? '') ||
        libraryCalls.test(line) ||
        (follows && inFrame?.library === true) ||
        (frame !== undefined && /^\s+(?:at )?\S+\.(?:rs|go):\d+/.test(line) && found.at(-1)?.library === true));
    const next: StackLine = { text: line.replace(/\r$/, ''), kind, frame, library };
    found.push(next);
    inFrame = kind === 'frame' && !follows ? next : kind === 'frame' ? inFrame : undefined;
  }
  return frames >= 2 ? found : undefined;
}

function placeIn(line: string): StackFrame | undefined {
  if (line.length > longestLine) return undefined;
  for (const { place } of places) {
    const groups = place.exec(line)?.groups;
    const file = groups?.['file'];
    if (groups === undefined || file === undefined) continue;
    const column = groups['column'];
    return { file, line: Number(groups['line']), column: column === undefined ? undefined : Number(column) };
  }
  return undefined;
}

/** The absolute path that a frame points to; undefined where there is none (a class' file name, a URL, `node:fs`). */
export function pathOfFrame({ file }: StackFrame): string | undefined {
  if (file.startsWith('file://')) {
    try {
      return decodeURIComponent(new URL(file).pathname);
    } catch {
      return undefined;
    }
  }
  return /^\/|^[A-Za-z]:[\\/]/.test(file) ? file : undefined;
}
