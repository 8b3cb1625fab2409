// A decoded request as a block in memory, before anything of it is stored: what a reader of blocks can ask of it, without
// a run. Numbers of resources and scopes are those of the batch.
import type { SpanBatch } from '../../contract/span-batch.ts';
import { readAttributes } from './any-value.ts';
import { resourceOf, scopeOf } from './batch-owners.ts';
import { ColumnWriter } from './column-codec.ts';
import { openSpanBlock } from './open-span-block.ts';
import type { BlockOwners } from './reader-face.ts';
import type { ResourceRow, ScopeRow, SpanBlock } from './span-block.ts';
import { encodeSpanColumns } from './span-columns.ts';
import { SpanHead } from './span-head.ts';

export interface BatchBlock {
  /** Rows are sorted by trace: not in the order of the batch. */
  readonly block: SpanBlock;
  readonly owners: BlockOwners;
}

/** Makes blocks of batches, one after the other; keeps its buffers between them. */
export class BatchBlocks {
  readonly #head: SpanHead = new SpanHead();
  readonly #writer: ColumnWriter = new ColumnWriter();

  /** What it answers does not refer to the batch any more. */
  of(batch: SpanBatch, sender: string): BatchBlock {
    const head = this.#head;
    head.clear();
    head.append(batch, numbersTo(batch.resources.count), numbersTo(batch.scopes.count));
    const columns = encodeSpanColumns(head, this.#writer);
    return { block: openSpanBlock(head.count, (name) => columns.get(name)), owners: ownersOf(batch, sender) };
  }
}

function numbersTo(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function ownersOf(batch: SpanBatch, sender: string): BlockOwners {
  const resources = Array.from({ length: batch.resources.count }, (_, i): ResourceRow => {
    const resource = resourceOf(batch, i);
    return { ...resource, sender, attributes: readAttributes(resource.attributes) };
  });
  const scopes = Array.from({ length: batch.scopes.count }, (_, i): ScopeRow => {
    const scope = scopeOf(batch, i);
    return { ...scope, attributes: readAttributes(scope.attributes) };
  });
  const services = [...new Set(resources.map(({ service }) => service))];
  return {
    resource: (number) => at(resources, number),
    scope: (number) => at(scopes, number),
    serviceNumber: (name) => services.indexOf(name),
    serviceName: (number) => at(services, number),
    serviceOfResource: (number) => services.indexOf(at(resources, number).service),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no number ${index} among ${list.length}`);
  return found;
}
