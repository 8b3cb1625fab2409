// What the desktop shell and the engine process say to each other besides the windows' pipes.
// Sent over the utility process' parentPort; a `port` message carries one MessagePort, which becomes a window's pipe.
import type { ErrorCode } from './errors.ts';
import type { RunId } from './ids.ts';
import type { ImportWish } from './imports.ts';

/** Passed as the one command line argument, as JSON. */
export interface EngineProcessConfig {
  readonly dataFolder: string;
  readonly grpcPort: number;
  readonly httpPort: number;
}

export type ShellToEngine =
  | { readonly kind: 'port' }
  | { readonly kind: 'open-file'; readonly id: number; readonly path: string; readonly into: ImportWish }
  /** Writes an export that a window started into the file that the user chose. */
  | { readonly kind: 'write-export'; readonly export: string; readonly path: string }
  /** Seal, checkpoint, then `closed` and exit. */
  | { readonly kind: 'close' };

export type EngineToShell =
  | { readonly kind: 'ready' }
  /** The engine cannot run with this data folder; restarting will not help. */
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'opened'; readonly id: number; readonly run: RunId }
  | { readonly kind: 'not-opened'; readonly id: number; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'closed' };
