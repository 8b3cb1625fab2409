// What the engine and the worker of one export say to each other.
import type { ExportJob } from './export-pieces.ts';
import type { PackedError } from './packed-error.ts';
import type { ProfileFileJob } from './profile-pieces.ts';
import type { ExportEstimate, ExportOrder, ExportPiece, RedactionPreview } from '../../contract/exports.ts';

export type ExportTask =
  | ({ readonly kind: 'export' } & ExportJob)
  | ({ readonly kind: 'profile' } & ProfileFileJob)
  | { readonly kind: 'estimate'; readonly order: ExportOrder; readonly path: string }
  | {
      readonly kind: 'preview';
      readonly order: Pick<ExportOrder, 'what' | 'signal' | 'table' | 'redact'>;
      readonly path: string;
    };

/** Given to the worker at its start. `cancel`: one Int32, 1 once nobody waits any more. */
export interface ExportWorkerData {
  readonly task: ExportTask;
  readonly cancel: SharedArrayBuffer;
}

/** `next` asks for a piece, or for the preview; `end` lets go of everything and ends the worker. */
export type ToExport = 'next' | 'end';

export type FromExport =
  | { readonly kind: 'piece'; readonly piece: ExportPiece }
  | { readonly kind: 'estimate'; readonly estimate: ExportEstimate }
  | { readonly kind: 'preview'; readonly preview: RedactionPreview }
  | { readonly kind: 'failed'; readonly error: PackedError };
