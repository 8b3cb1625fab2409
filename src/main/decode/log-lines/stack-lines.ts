// Which lines belong to the record before them: stack traces and crashes of Python, Java, Go, Node and Rust, and indented
// lines. One machine per stream of lines; it looks at a line's shape only, with what came before as its state.

/** none: no stack. Others: what the record at hand ends with, or is. */
type State = 'none' | 'indented' | 'python' | 'python-end' | 'java' | 'go' | 'node' | 'rust' | 'rust-message';

export type StackStep =
  /** Goes on with the record before it: with its text, or as a part of a stack. */
  | 'joins-text'
  | 'joins-stack'
  /** Begins a record, as the first line of a stack or not. */
  | 'begins-stack'
  | 'begins';

const pythonHead = /^(?:\s*\+ )?(?:Exception Group )?Traceback \(most recent call last\):/;
const pythonEnd = /^[A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Interrupt|Group|Iteration|Failure)?(?:: .*)?$/;
const pythonBetween = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const javaHead = /^(?:Exception in thread "|(?:[a-z_$][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error|Throwable)(?::|$))/;
const javaLine = /^(?:\s+at |\s+\.\.\. \d+ (?:more|common)|\s*(?:Caused by|Suppressed): )/;
const goHead = /^(?:panic: |fatal error: |goroutine \d+ \[|SIG[A-Z]+: |unexpected fault address)/;
const goLine =
  /^(?:goroutine \d+|\t|\[signal |created by |panic\(|\[recovered\]|exit status|\s+panic: |panic: |runtime[.:]|r?\w+ +0x|\S+\(.*\)$|\.\.\.)/;
const nodeHead =
  /^(?:(?:file:\/\/)?(?:\/|[A-Z]:\\)\S*:\d+$|node:[\w/]+:\d+$|(?:Uncaught )?[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?: )/;
const nodeLine = /^(?:\s|Node\.js v|(?:Uncaught )?\w*(?:Error|Exception)(?: \[\w+\])?(?:: |$)|throw |\}|\^)/;
const rustHead = /^(?:\s*)?thread '[^']*'(?: \(\d+\))? panicked at /;
const rustLine = /^(?:note: |stack backtrace:|\s+\d+: |\s+at |\s)/;

export class StackLines {
  #state: State = 'none';
  /** A blank line came since the last one that belonged. */
  #blank = false;

  /** @param own what the line is by itself: one that is recognised always begins a record, and only one of text goes on */
  step(text: string, own: 'whole' | 'text' | 'unknown'): StackStep {
    const blank = this.#blank;
    this.#blank = false;
    if (own !== 'unknown') {
      this.#state = own === 'text' ? 'indented' : 'none';
      return 'begins';
    }
    if (this.#joins(text, blank)) return this.#state === 'indented' ? 'joins-text' : 'joins-stack';
    this.#state = headOf(text);
    return this.#state === 'none' ? 'begins' : 'begins-stack';
  }

  /** Blank lines are no records; within a crash what follows may still belong to it. */
  blank(): void {
    this.#blank = true;
    if (this.#state === 'indented' || this.#state === 'java') this.#state = 'none';
  }

  /** Nothing can join any more. */
  reset(): void {
    this.#state = 'none';
    this.#blank = false;
  }

  #joins(text: string, blank: boolean): boolean {
    const indented = text.startsWith(' ') || text.startsWith('\t');
    switch (this.#state) {
      case 'none':
        return false;
      case 'indented': {
        // A logger's message, with the stack under it.
        const head = headOf(text);
        const stack = head === 'python' || head === 'java' || (head === 'node' && !text.startsWith('/'));
        if (stack) this.#state = head;
        else if (javaLine.test(text)) this.#state = 'java';
        return stack || indented;
      }
      case 'python':
        if (indented) return true;
        this.#state = 'python-end';
        return pythonEnd.test(text) && !blank;
      case 'python-end':
        if (pythonBetween.test(text)) return true;
        if (pythonHead.test(text)) this.#state = 'python';
        else if (!indented || blank) return false;
        return true;
      case 'java':
        return javaLine.test(text) || (indented && !blank);
      case 'go':
        return goLine.test(text);
      case 'node':
        return nodeLine.test(text);
      case 'rust-message':
        this.#state = 'rust';
        return true;
      case 'rust':
        return rustLine.test(text);
    }
  }
}

function headOf(text: string): State {
  if (pythonHead.test(text)) return 'python';
  if (rustHead.test(text)) return 'rust-message';
  if (goHead.test(text)) return 'go';
  if (javaHead.test(text)) return 'java';
  return nodeHead.test(text) ? 'node' : 'none';
}
