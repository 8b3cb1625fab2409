// A service graph as boxes, arrows and rows in words: the same texts on the map of the run and on the graph of a trace.
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatNanos } from '../../../contract/duration-text.ts';
import { formatShare } from '../../../contract/share-text.ts';
import type { CallFigures, MapEdge, MapNode, ParticipantKind, ServiceGraph } from '../../../contract/services.ts';
import type { ServiceColours } from '../palette.ts';
import type { GraphArrow, GraphBox } from './graph-parts.tsx';

/** One line of the list beside the graph: a participant, or the calls between two. */
export type GraphRow =
  | { readonly kind: 'node'; readonly id: string; readonly title: string; readonly node: MapNode }
  | {
      readonly kind: 'edge';
      readonly id: string;
      readonly title: string;
      readonly edge: MapEdge;
      readonly from: MapNode;
      readonly to: MapNode;
    };

export const participantWords: Readonly<Record<ParticipantKind, string>> = {
  service: 'service',
  database: 'database',
  messaging: 'messaging',
  model: 'model',
  external: 'external',
};

export function nodeId({ kind, name }: Pick<MapNode, 'kind' | 'name'>): string {
  return `${kind}:${name}`;
}

/** Participants, then calls, in the order of the graph. */
export function graphRows({ nodes, edges }: ServiceGraph): readonly GraphRow[] {
  const between = edges.flatMap((edge): GraphRow[] => {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    if (from === undefined || to === undefined) return [];
    return [
      {
        kind: 'edge',
        id: `${nodeId(from)} → ${nodeId(to)}`,
        title: `${titleOf(from)} → ${titleOf(to)}`,
        edge,
        from,
        to,
      },
    ];
  });
  return [
    ...nodes.map((node): GraphRow => ({ kind: 'node', id: nodeId(node), title: titleOf(node), node })),
    ...between,
  ];
}

/** `seconds`: of the time looked at, for rates; undefined where a rate says nothing. */
export function serviceBoxes(
  rows: readonly GraphRow[],
  colourOf: ServiceColours,
  peerColour: string,
  seconds: number | undefined,
): { readonly boxes: readonly GraphBox[]; readonly arrows: readonly GraphArrow[] } {
  const most = Math.max(1, ...rows.map((row) => (row.kind === 'edge' ? row.edge.calls : 0)));
  return {
    boxes: rows.flatMap((row): GraphBox[] => {
      if (row.kind !== 'node') return [];
      const { node, id, title } = row;
      const kind = node.kind === 'service' ? '' : participantWords[node.kind];
      const failed = failedText(node);
      return [
        {
          id,
          title,
          lines: [callsText(node, seconds), [failed, kind].filter((text) => text !== '').join(' · ')],
          colour: node.kind === 'service' ? colourOf(node.name).fill : peerColour,
          faint: node.kind !== 'service',
          failing: node.errors > 0,
        },
      ];
    }),
    arrows: rows.flatMap((row): GraphArrow[] => {
      if (row.kind !== 'edge') return [];
      const { edge, id, title, from, to } = row;
      return [
        {
          id,
          title,
          from: nodeId(from),
          to: nodeId(to),
          lines: [
            callsText(edge, seconds),
            ...[failedText(edge)].filter((text) => text !== ''),
            edge.calls === 1 ? formatNanos(edge.p50) : `p50 ${formatNanos(edge.p50)} · p99 ${formatNanos(edge.p99)}`,
          ],
          width: 1 + (3 * Math.log1p(edge.calls)) / Math.log1p(most),
          failing: edge.errors > 0,
        },
      ];
    }),
  };
}

function titleOf(node: MapNode): string {
  return serviceLabel(node.name);
}

/** `1,204 calls · 12.5/s`. */
function callsText({ calls }: CallFigures, seconds: number | undefined): string {
  const count = calls === 1 ? '1 call' : `${calls.toLocaleString('en')} calls`;
  return seconds === undefined || calls < 2 ? count : `${count} · ${rateText(calls, seconds)}`;
}

/** `3 % failed`; empty where nothing did. */
function failedText({ calls, errors }: CallFigures): string {
  return errors === 0 ? '' : `${formatShare(errors, calls)} failed`;
}

/** Three digits per second, per minute below one a second, per hour below one a minute; `<0.01/h` below that. */
export function rateText(calls: number, seconds: number): string {
  if (!(seconds > 0)) return '';
  const rate = calls / seconds;
  if (rate >= 1) return `${threeDigits(rate)}/s`;
  if (rate * 60 >= 1) return `${threeDigits(rate * 60)}/min`;
  return calls > 0 && rate * 3600 < 0.01 ? '<0.01/h' : `${threeDigits(rate * 3600)}/h`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 9.995 ? 1 : 2).replace(/\.?0+$/, '');
}
