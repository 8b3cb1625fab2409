// Program points of a DHAT file as text, without a run: what DHAT's viewer shows, for `otterscope profile --text`.
import { ContractError } from '../../contract/errors.ts';
import {
  allocationMetricLabel,
  allocationMetrics,
  defaultAllocationMetric,
  hasAllocationMetric,
  type AllocationMetric,
} from '../../contract/profiles/allocation-metric.ts';
import type { DhatPoints } from '../../contract/profiles/dhat.ts';
import { allocationText } from '../query/profiles/dhat/allocation-text.ts';
import { allocationTree } from '../query/profiles/dhat/allocation-tree.ts';

/**
 * @param wanted a number or a name of `allocationMetrics`, '' for the viewer's default, `all` for all of them with headings
 * Throws ContractError `bad-request`.
 */
export function allocationOutput(points: DhatPoints, wanted: string): string {
  const tree = allocationTree(points, () => undefined);
  if (wanted === 'all') {
    return allocationMetrics
      .map((metric, number) => {
        const label = allocationMetricLabel(metric, points.units);
        if (!hasAllocationMetric(metric, points)) return `### metric ${number} disabled: ${label}\n`;
        return `### metric ${number}: ${label}\n${allocationText(tree, metric, () => undefined)}\n`;
      })
      .join('');
  }
  const metric = metricOf(points, wanted);
  return allocationText(tree, metric, () => undefined);
}

function metricOf(points: DhatPoints, wanted: string): AllocationMetric {
  const number = wanted === '' ? defaultAllocationMetric : /^\d{1,3}$/.test(wanted) ? Number(wanted) : -1;
  const plain = wanted.toLowerCase();
  const found =
    allocationMetrics[number] ??
    allocationMetrics.find(
      (one) => one.name === plain || allocationMetricLabel(one, points.units).toLowerCase() === plain,
    );
  if (found === undefined) {
    const known = allocationMetrics.map(({ name }, at) => `${at} ${name}`).join(', ');
    throw new ContractError('bad-request', `There is no metric "${wanted}". Known are ${known}.`);
  }
  if (!hasAllocationMetric(found, points)) {
    const label = allocationMetricLabel(found, points.units);
    throw new ContractError('bad-request', `"${label}" needs ${found.needs}, which this file does not record.`);
  }
  return found;
}
