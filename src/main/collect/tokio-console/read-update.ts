// Update: the full state at first, then what changed since the last one.
// Format: rs.tokio.console.instrument of console-api (instrument.proto).
import { readMetadata, type MetadataById } from './read-common.ts';
import { readAsyncOpUpdate, readResourceUpdate, type AsyncOpUpdate, type ResourceUpdate } from './read-resources.ts';
import { readTaskUpdate, type TaskUpdate } from './read-tasks.ts';
import { fieldsOf, nanosOf } from './wire.ts';

export interface Update {
  /** Unix nanoseconds by the program's clock. */
  readonly now: bigint;
  readonly tasks: TaskUpdate;
  readonly resources: ResourceUpdate;
  readonly asyncOps: AsyncOpUpdate;
}

/** `metadata` is what earlier updates of the connection registered; what this one registers is added. Throws CollectFailure. */
export function readUpdate(bytes: Uint8Array, metadata: MetadataById): Update {
  const fields = fieldsOf(bytes);
  // Tasks name callsites that may come after them.
  for (const field of fields) if (field.number === 5) readMetadata(field, metadata);
  let update: Update = {
    now: 0n,
    tasks: { tasks: [], stats: [], dropped: 0 },
    resources: { resources: [], stats: [], dropped: 0 },
    asyncOps: { ops: [], stats: [], dropped: 0 },
  };
  for (const field of fields)
    if (field.number === 1) update = { ...update, now: nanosOf(field) };
    else if (field.number === 2) update = { ...update, tasks: readTaskUpdate(field, metadata) };
    else if (field.number === 3) update = { ...update, resources: readResourceUpdate(field, metadata) };
    else if (field.number === 4) update = { ...update, asyncOps: readAsyncOpUpdate(field) };
  return update;
}
