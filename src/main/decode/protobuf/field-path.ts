// Names the field at a byte offset, e.g. `resource_spans[0].scope_spans[1].spans[7].trace_id`, by walking the
// request again. Only complaints pay for it, so the readers need not carry a path.
import { DecodeFault } from '../result.ts';
import { fieldOf, type MessageShape } from './shapes.ts';
import { WireReader } from './wire-reader.ts';

/** Messages inside each other that are named; deeper ones share the name of the last. */
const MAX_NAMED = 16;

/** The path of the innermost known field that covers `offset`; empty when none does. */
export function fieldPath(bytes: Uint8Array, root: MessageShape, offset: number): string {
  const reader = new WireReader();
  reader.reset(bytes);
  const names: string[] = [];
  let shape: MessageShape | undefined = root;
  let end = bytes.length;
  while (shape !== undefined && names.length < MAX_NAMED) {
    const step = stepInto(reader, shape, end, offset);
    if (step === undefined) break;
    names.push(step.name);
    shape = step.inside;
    end = step.end;
  }
  return names.join('.');
}

interface Step {
  readonly name: string;
  /** The shape to look into next, with the reader at its first byte. */
  readonly inside: MessageShape | undefined;
  readonly end: number;
}

function stepInto(reader: WireReader, shape: MessageShape, end: number, offset: number): Step | undefined {
  const seen = new Map<number, number>();
  try {
    while (reader.pos < end) {
      const tag = reader.tag(end);
      const number = tag >>> 3;
      const field = fieldOf(shape, number);
      const nth = seen.get(number) ?? 0;
      seen.set(number, nth + 1);
      const name = field === undefined ? `(field ${number})` : field.repeated ? `${field.name}[${nth}]` : field.name;
      const unreadable: Step = { name, inside: undefined, end };
      if ((tag & 7) === 2) {
        const header = reader.pos;
        if (offset < header) return unreadable;
        const length = lengthOr(reader, end);
        if (length === undefined) return unreadable;
        const bodyEnd = reader.pos + length;
        if (offset < bodyEnd)
          return { name, inside: offset >= reader.pos ? field?.message?.() : undefined, end: bodyEnd };
        reader.pos = bodyEnd;
      } else if (!skips(reader, tag, end) || offset < reader.pos) return unreadable;
    }
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
  }
  return undefined;
}

function lengthOr(reader: WireReader, end: number): number | undefined {
  try {
    return reader.length(end);
  } catch (fault) {
    if (fault instanceof DecodeFault) return undefined;
    throw fault;
  }
}

const NOTHING_KNOWN: MessageShape = new Map();

function skips(reader: WireReader, tag: number, end: number): boolean {
  try {
    reader.skipUnknown(tag, end, NOTHING_KNOWN);
    return true;
  } catch (fault) {
    if (fault instanceof DecodeFault) return false;
    throw fault;
  }
}
