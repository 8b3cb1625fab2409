// From the neighbours of a record to the list. Where the address was opened by itself (a link somebody sent), what lies
// before it in the history is another page or none, so the list takes its place.
import type { Router } from '../../../routes/router.ts';
import type { LogsAddress } from '../use-logs-address.ts';

/** Back to the list: as it was left where that is the entry before, else the list that the address names. */
export function leaveContext(address: LogsAddress, router: Router): void {
  if (router.came) router.back();
  else address.change({ around: undefined, record: address.view.around }, true);
}
