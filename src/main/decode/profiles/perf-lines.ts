// The two kinds of line of `perf script`.

export interface PerfHeader {
  /** Name of the thread. */
  readonly command: string;
  /** Empty where perf wrote the thread's number only. */
  readonly process: string;
  readonly thread: string;
  readonly processor: string;
  /** Nanoseconds of the machine's clock, -1 where there is none. */
  readonly time: number;
  /** What the sample stands for, in the event's unit; 1 where perf did not write it. */
  readonly period: number;
  readonly event: string;
  /** Without stacks (no -g) the one frame stands in the header. */
  readonly frame: string;
}

/** COMM PID[/TID] [CPU] FLAGS? TIME: PERIOD? EVENT: FRAME? */
const headerShape =
  /^(.*?)\s+(-?\d+)(?:\/(-?\d+))?\s+(?:\[(\d+)\]\s+)?(?:[.dDXnNhHsS\d]{4,5}\s+)?(?:(\d+)\.(\d+):\s+)?(?:(\d+)\s+)?([\w.][\w.\-/:=,@{}*+]*?):(?:\s+(.*))?$/;

export function parsePerfHeader(line: string): PerfHeader | undefined {
  const parts = headerShape.exec(line);
  if (parts === null) return undefined;
  const [, command = '', first = '', second, processor = '', seconds, fraction = '', period, event = '', rest = ''] =
    parts;
  // An event has a time or a period before it, else any text with a colon would be one.
  if (seconds === undefined && period === undefined) return undefined;
  return {
    command,
    process: second === undefined ? '' : first,
    thread: second ?? first,
    processor,
    time: seconds === undefined ? -1 : Number(seconds) * 1e9 + Number(fraction.padEnd(9, '0').slice(0, 9)),
    period: period === undefined ? 1 : Number(period),
    event,
    frame: parsePerfFrame(rest) === undefined ? '' : rest,
  };
}

export interface PerfFrame {
  readonly address: bigint;
  /** `[unknown]` becomes an empty text. */
  readonly name: string;
  /** File that is mapped there. */
  readonly module: string;
  readonly inlined: boolean;
  readonly kernel: boolean;
  /** `file.c:12`, where perf was asked for it; else empty. */
  readonly source: string;
}

/** ADDRESS NAME+OFFSET (MODULE); the module ends the line and may hold blanks and brackets. */
const frameShape = /^([0-9a-f]+)\s+(.*?)\s*\(([^()]*(?:\([^()]*\))?[^()]*)\)$/;
const kernelStart = 0xffff_8000_0000_0000n;

export function parsePerfFrame(line: string): PerfFrame | undefined {
  const parts = frameShape.exec(line);
  if (parts === null) return undefined;
  const [, digits = '', symbol = '', place = ''] = parts;
  if (digits.length > 16) return undefined;
  const address = BigInt(`0x${digits}`);
  const inlined = place === 'inlined';
  const name = symbol.replace(/\+0x[0-9a-f]+$/, '');
  const isKernel = /^\[(?:kernel|guest\.kernel)|^\[[\w-]+\]$|\.ko(?:\.\w+)?$/.test(place) && !userParts.has(place);
  return {
    address,
    name: name === '[unknown]' ? '' : name,
    module: inlined || place === '[unknown]' ? '' : place,
    inlined,
    kernel: isKernel || address >= kernelStart,
    source: '',
  };
}

/** Parts of a process that are no files and no kernel either. */
const userParts: ReadonlySet<string> = new Set([
  '[vdso]',
  '[vsyscall]',
  '[unknown]',
  '[heap]',
  '[stack]',
  '[anon]',
  '[uprobes]',
]);
