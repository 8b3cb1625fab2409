// How many of a trace's services a column has room for. Worked out from lengths, because measuring a cell per row would
// cost more than drawing it; digits are all equally wide (tabular numbers). The sizes are those of trace-columns.module.css.
import type { TraceSummary } from '../../../contract/traces.ts';
import { formatShortCount } from '../../ui/number-text.ts';

type Service = Pick<TraceSummary['services'][number], 'spans' | 'errors'>;

/** Pixels; a little generous, for fonts wider than most. */
const digit = 7.4;
const dot = 8 + 3;
const errorSign = 3 + 10;
const gap = 6;

export function partText({ spans }: Service): string {
  return formatShortCount(spans);
}

function widthOf(service: Service): number {
  return dot + partText(service).length * digit + (service.errors > 0 ? errorSign : 0);
}

/** `room` in pixels without the cell's padding. What does not fit leaves room for the `+3` that stands for it. */
export function fittingParts(
  { services, moreServices }: { readonly services: readonly Service[]; readonly moreServices: number },
  room: number,
): number {
  const ends: number[] = [];
  let used = 0;
  for (const service of services) {
    used += widthOf(service) + (ends.length === 0 ? 0 : gap);
    ends.push(used);
  }
  for (let count = services.length; count > 0; count--) {
    const hidden = services.length - count + moreServices;
    const mark = hidden === 0 ? 0 : gap + (1 + String(hidden).length) * digit;
    if ((ends[count - 1] as number) + mark <= room) return count;
  }
  return 0;
}
