// Does the transformations of a panel one after the other. Frames are never changed in place.
import { isObject } from '../grafana/read-json.ts';
import type { Frame } from '../frame.ts';
import { calculateField } from './calculate-field.ts';
import { convertFieldType } from './convert-field-type.ts';
import { filterByValue } from './filter-by-value.ts';
import { filterFields } from './filter-fields.ts';
import { formatTime } from './format-time.ts';
import { groupBy } from './group-by.ts';
import { groupingToMatrix } from './grouping-to-matrix.ts';
import { joinByField } from './join-by-field.ts';
import { labelsToFields } from './labels-to-fields.ts';
import { mergeFrames } from './merge-frames.ts';
import { organize } from './organize.ts';
import { partitionByValues } from './partition-by-values.ts';
import { reduceFields } from './reduce-fields.ts';
import { renameByRegex } from './rename-by-regex.ts';
import { seriesToRows } from './series-to-rows.ts';
import { limitRows, sortBy } from './sort-by.ts';
import { timeSeriesTable } from './time-series-table.ts';
import type { Transformation } from './transformation.ts';

export function transformFrames(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
): readonly Frame[] {
  let current = frames;
  for (const { id, options, disabled, filter } of transformations) {
    if (disabled) continue;
    const wanted = targetFilter(filter);
    if (wanted === undefined) {
      current = transformOnce(id, options, current);
      continue;
    }
    const mine = current.filter((frame) => wanted(frame.target));
    current = [...transformOnce(id, options, mine), ...current.filter((frame) => !wanted(frame.target))];
  }
  return current;
}

function transformOnce(
  id: string,
  options: Readonly<Record<string, unknown>>,
  frames: readonly Frame[],
): readonly Frame[] {
  switch (id) {
    case 'organize':
      return organize(frames, options);
    case 'calculateField':
      return calculateField(frames, options);
    case 'joinByField':
    case 'seriesToColumns':
      return joinByField(frames, options);
    case 'timeSeriesTable':
      return timeSeriesTable(frames, options);
    case 'sortBy':
      return sortBy(frames, options);
    case 'limit':
      return limitRows(frames, options);
    case 'renameByRegex':
      return renameByRegex(frames, options);
    case 'filterFieldsByName':
      return filterFields(frames, options);
    case 'merge':
      return mergeFrames(frames);
    case 'labelsToFields':
      return labelsToFields(frames, options);
    case 'seriesToRows':
      return seriesToRows(frames);
    case 'groupBy':
      return groupBy(frames, options);
    case 'formatTime':
      return formatTime(frames, options);
    case 'partitionByValues':
      return partitionByValues(frames, options);
    case 'filterByValue':
      return filterByValue(frames, options);
    case 'reduce':
      return reduceFields(frames, options);
    case 'convertFieldType':
      return convertFieldType(frames, options);
    case 'groupingToMatrix':
      return groupingToMatrix(frames, options);
    case 'concatenate':
      return [{ target: '', name: '', fields: frames.flatMap((frame) => frame.fields) }];
    case 'filterByRefId': {
      const wanted = targetFilter(isObject(options) ? String(options['include'] ?? '') : '');
      return wanted === undefined ? frames : frames.filter((frame) => wanted(frame.target));
    }
    default:
      return frames;
  }
}

/** `A|B`, or `/^(?:A|B)$/` as newer files have it. */
function targetFilter(text: string): ((target: string) => boolean) | undefined {
  if (text === '') return undefined;
  const names = new Set((/^\/\^?\(?(?:\?:)?(.*?)\)?\$?\/$/.exec(text)?.[1] ?? text).split('|'));
  return (target) => names.has(target);
}
