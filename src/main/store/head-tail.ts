// A reader's own copy of a head: it decodes new journal rows as they appear and starts over when a block was sealed.
import type { LogBatch } from '../../contract/log-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ColumnSource } from './attribute-set.ts';
import { ColumnWriter } from './column-codec.ts';
import type { JournalReader } from './journal.ts';
import type { LogBlock } from './log-block.ts';
import { encodeLogColumns } from './log-columns.ts';
import { LogHead } from './log-head.ts';
import { openLogBlock } from './open-log-block.ts';
import { openSpanBlock } from './open-span-block.ts';
import type { DecodeJournal } from './reader-face.ts';
import type { StoredSignal } from './schema.ts';
import type { SpanBlock } from './span-block.ts';
import { type Columns, encodeSpanColumns } from './span-columns.ts';
import { SpanHead } from './span-head.ts';

/** Numbers of a batch's resources and scopes in the run. */
export type NumbersOf = (
  batch: SpanBatch | LogBatch,
  sender: string,
) => { readonly resources: Uint32Array; readonly scopes: Uint32Array };

interface Head<Batch> {
  readonly count: number;
  append(batch: Batch, resources: Uint32Array, scopes: Uint32Array): void;
  clear(): void;
}

export interface HeadTail<Block> {
  /** A block was sealed or the journal changed in another way than by growing. */
  reset(): void;
  /** All items of the journal as a block. Decodes what is new since the last call. */
  block(): Block;
}

interface Parts<Batch, Block> {
  readonly signal: StoredSignal;
  readonly head: Head<Batch>;
  readonly encode: (writer: ColumnWriter) => Columns;
  readonly open: (count: number, column: ColumnSource) => Block;
  readonly is: (batch: SpanBatch | LogBatch) => batch is Batch & (SpanBatch | LogBatch);
}

function tailOf<Batch, Block>(
  parts: Parts<Batch, Block>,
  journal: JournalReader,
  decode: DecodeJournal,
  numbersOf: NumbersOf,
): HeadTail<Block> {
  const { head, signal } = parts;
  const writer = new ColumnWriter();
  let last = 0;
  let made: Block | undefined;
  return {
    reset: () => {
      head.clear();
      last = 0;
      made = undefined;
    },
    block: () => {
      for (const row of journal.rows(signal, last)) {
        const batch = decode({ signal, encoding: row.encoding, bytes: row.bytes });
        if (batch === undefined || !parts.is(batch) || batch.count !== row.items) {
          throw new ContractError('run-corrupt', `Journal row ${row.id} does not decode.`);
        }
        const { resources, scopes } = numbersOf(batch, row.sender);
        head.append(batch, resources, scopes);
        last = row.id;
        made = undefined;
      }
      if (made === undefined) {
        const columns = parts.encode(writer);
        made = parts.open(head.count, (name) => columns.get(name));
      }
      return made;
    },
  };
}

export function spanTail(journal: JournalReader, decode: DecodeJournal, numbersOf: NumbersOf): HeadTail<SpanBlock> {
  const head = new SpanHead();
  return tailOf(
    {
      signal: 'traces',
      head,
      encode: (writer) => encodeSpanColumns(head, writer),
      open: openSpanBlock,
      is: (batch): batch is SpanBatch => batch.signal === 'traces',
    },
    journal,
    decode,
    numbersOf,
  );
}

export function logTail(journal: JournalReader, decode: DecodeJournal, numbersOf: NumbersOf): HeadTail<LogBlock> {
  const head = new LogHead();
  return tailOf(
    {
      signal: 'logs',
      head,
      encode: (writer) => encodeLogColumns(head, writer),
      open: openLogBlock,
      is: (batch): batch is LogBatch => batch.signal === 'logs',
    },
    journal,
    decode,
    numbersOf,
  );
}
