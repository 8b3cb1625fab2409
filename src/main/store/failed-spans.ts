// Which spans of a head failed: by status code, or by one of the senders' habits (contract/error-signs.ts). Decided once,
// when a span arrives, and stored with it: every count of errors and the waterfall's marks follow from the one answer.
// Texts are compared by their numbers in the head; a habit whose texts the head does not hold costs nothing.
import {
  errorAttributes,
  errorStatusMessage,
  exceptionEvent,
  statusError,
  statusOk,
} from '../../contract/error-signs.ts';
import { ValueKind } from '../../contract/values.ts';
import type { AttributeRows } from './attribute-rows.ts';
import type { SliceDictionary } from './slice-dictionary.ts';

/** The columns of a head that are looked at. */
export interface JudgedSpans {
  readonly count: number;
  readonly strings: SliceDictionary;
  readonly statusCode: Uint8Array;
  readonly statusMessage: Uint32Array;
  readonly attributes: AttributeRows;
  readonly attributeFirst: Uint32Array;
  readonly eventName: Uint32Array;
  readonly eventFirst: Uint32Array;
}

/** A text as a dictionary is asked for it. */
interface Wanted {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** A sign in the numbers of a head; -1 for a text that it does not hold. */
interface NumberedSign {
  readonly key: number;
  /** `undefined` where none is needed. */
  readonly marker: number | undefined;
  /** `undefined` for any text that is not empty. */
  readonly texts: readonly number[] | undefined;
  readonly ofTrue: boolean;
  readonly ofFalse: boolean;
}

const encoder = new TextEncoder();
const wanted = (text: string): Wanted => {
  const bytes = encoder.encode(text);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
};
const numberOf = (strings: SliceDictionary, text: Wanted): number => strings.find(text.view, 0, text.bytes.length);

const message = wanted(errorStatusMessage);
const exception = wanted(exceptionEvent);
const signs = errorAttributes.map((sign) => ({
  sign,
  key: wanted(sign.key),
  marker: sign.marker === undefined ? undefined : wanted(sign.marker),
  texts: sign.values === 'any text' ? undefined : sign.values.map(wanted),
}));

/** Sets `failed[row]` to 1 or 0 for the rows from `from` on. */
export function judgeSpans(spans: JudgedSpans, from: number, failed: Uint8Array): void {
  const { count, strings, statusCode, statusMessage } = spans;
  const errorMessage = numberOf(strings, message);
  const exceptionName = numberOf(strings, exception);
  const present = signs.map((one) => numbered(strings, one)).filter(({ key, marker }) => key >= 0 && marker !== -1);
  for (let row = from; row < count; row++) {
    const status = statusCode[row] as number;
    const failure =
      status === statusError ||
      (status === 0 && statusMessage[row] === errorMessage) ||
      (exceptionName >= 0 && status !== statusOk && hasEvent(spans, row, exceptionName)) ||
      (present.length > 0 && hasSign(spans, row, present));
    failed[row] = failure ? 1 : 0;
  }
}

function numbered(strings: SliceDictionary, { sign, key, marker, texts }: (typeof signs)[number]): NumberedSign {
  const includes = (text: string): boolean => sign.values !== 'any text' && sign.values.includes(text);
  return {
    key: numberOf(strings, key),
    marker: marker === undefined ? undefined : numberOf(strings, marker),
    texts: texts?.map((text) => numberOf(strings, text)),
    ofTrue: includes('true'),
    ofFalse: includes('false'),
  };
}

function hasEvent({ eventFirst, eventName }: JudgedSpans, row: number, name: number): boolean {
  const end = eventFirst[row + 1] as number;
  for (let event = eventFirst[row] as number; event < end; event++) if (eventName[event] === name) return true;
  return false;
}

function hasSign(spans: JudgedSpans, row: number, present: readonly NumberedSign[]): boolean {
  const { key } = spans.attributes;
  const { length } = present;
  const first = spans.attributeFirst[row] as number;
  const end = spans.attributeFirst[row + 1] as number;
  for (let i = first; i < end; i++) {
    const id = key[i] as number;
    for (let k = 0; k < length; k++) {
      const sign = present[k] as NumberedSign;
      if (sign.key !== id || !says(sign, spans.attributes, i)) continue;
      if (sign.marker === undefined || key.subarray(first, end).includes(sign.marker)) return true;
    }
  }
  return false;
}

function says(sign: NumberedSign, attributes: AttributeRows, i: number): boolean {
  const low = attributes.low[i] as number;
  if (attributes.kind[i] === ValueKind.text) return sign.texts === undefined ? low !== 0 : sign.texts.includes(low);
  return attributes.kind[i] === ValueKind.bool && (low === 0 ? sign.ofFalse : sign.ofTrue);
}
