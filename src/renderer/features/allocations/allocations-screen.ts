// What all tabs of the page are given.
import type { RunId } from '../../../contract/ids.ts';
import type { AllocationFile, OpenedAllocations } from '../../../contract/profiles/allocations.ts';
import type { AllocationsPlace } from '../../routes/allocations-route.ts';

export interface AllocationsScreen {
  readonly run: RunId;
  /** For questions; the same object for the same file. */
  readonly file: AllocationFile;
  readonly opened: OpenedAllocations;
  readonly place: AllocationsPlace;
  /** Adjusting replaces the entry of the history; `push` makes a new one. */
  readonly change: (patch: Partial<AllocationsPlace>, push?: boolean) => void;
}
