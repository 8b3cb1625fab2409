// Exemplars whose slices wait in the attribute columns (data-point.ts put them there).
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import { NONE } from '../../../contract/span-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import { complain, isZero, type NameField } from '../any-batch.ts';
import { clearExemplar } from '../metric-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { exemplarShape } from './metric-shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads the waiting exemplars from row `first` on. */
export function readExemplars(
  reader: WireReader,
  batch: MetricBatch,
  slot: ValueSlot,
  first: number,
  name: NameField,
): void {
  const { exemplars } = batch;
  for (let row = first; row < exemplars.count; row++) {
    reader.pos = exemplars.attributeStart[row] as number;
    readExemplar(reader, batch, slot, row, reader.pos + (exemplars.attributeCount[row] as number), name);
  }
}

function readExemplar(
  reader: WireReader,
  batch: MetricBatch,
  slot: ValueSlot,
  row: number,
  end: number,
  name: NameField,
): void {
  const { exemplars, attributes } = batch;
  const first = attributes.count;
  clearExemplar(exemplars, row, first);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 58:
        readAttribute(reader, attributes, slot, first, end);
        break;
      case 17:
        reader.fixed64(end);
        exemplars.timeWords[2 * row] = reader.low;
        exemplars.timeWords[2 * row + 1] = reader.high;
        break;
      case 25:
      case 49:
        reader.fixed64(end);
        exemplars.valueKind[row] = tag === 25 ? ValueKind.double : ValueKind.int;
        exemplars.valueWords[2 * row] = reader.low;
        exemplars.valueWords[2 * row + 1] = reader.high;
        break;
      case 34:
        exemplars.spanIdStart[row] = readOptionalId(reader, batch, 8, end, name);
        break;
      case 42:
        exemplars.traceIdStart[row] = readOptionalId(reader, batch, 16, end, name);
        break;
      default:
        reader.skipUnknown(tag, end, exemplarShape);
    }
  }
  exemplars.attributeCount[row] = attributes.count - first;
}

/** Start of an id, or NONE where it is empty, all zero or, with a complaint, of a wrong length. */
function readOptionalId(reader: WireReader, batch: MetricBatch, size: number, end: number, name: NameField): number {
  const length = readText(reader, end);
  const at = reader.textAt;
  if (length === size) return isZero(reader.bytes, at, size) ? NONE : at;
  if (length !== 0)
    complain(batch, name, at, `an id of ${length} bytes instead of ${size}; the exemplar is kept without it`);
  return NONE;
}
