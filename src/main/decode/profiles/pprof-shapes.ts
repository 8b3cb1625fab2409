// The messages of profile.proto (google/pprof), for complaints about wrong wire types.
import { many, type MessageShape, one } from '../protobuf/shapes.ts';

export const valueTypeShape: MessageShape = new Map([
  [1, one('type', 0)],
  [2, one('unit', 0)],
]);

export const labelShape: MessageShape = new Map(
  ['key', 'str', 'num', 'num_unit'].map((name, at) => [at + 1, one(name, 0)] as const),
);

/** location_id and value may be packed or not. */
export const sampleShape: MessageShape = new Map([[3, many('label', () => labelShape)]]);

export const mappingShape: MessageShape = new Map(
  [
    'id',
    'memory_start',
    'memory_limit',
    'file_offset',
    'filename',
    'build_id',
    'has_functions',
    'has_filenames',
    'has_line_numbers',
    'has_inline_frames',
  ].map((name, at) => [at + 1, one(name, 0)] as const),
);

export const lineShape: MessageShape = new Map(
  ['function_id', 'line', 'column'].map((name, at) => [at + 1, one(name, 0)] as const),
);

export const locationShape: MessageShape = new Map([
  [1, one('id', 0)],
  [2, one('mapping_id', 0)],
  [3, one('address', 0)],
  [4, many('line', () => lineShape)],
  [5, one('is_folded', 0)],
]);

export const functionShape: MessageShape = new Map(
  ['id', 'name', 'system_name', 'filename', 'start_line'].map((name, at) => [at + 1, one(name, 0)] as const),
);

export const profileShape: MessageShape = new Map([
  [1, many('sample_type', () => valueTypeShape)],
  [2, many('sample', () => sampleShape)],
  [3, many('mapping', () => mappingShape)],
  [4, many('location', () => locationShape)],
  [5, many('function', () => functionShape)],
  [6, one('string_table', 2)],
  [7, one('drop_frames', 0)],
  [8, one('keep_frames', 0)],
  [9, one('time_nanos', 0)],
  [10, one('duration_nanos', 0)],
  [11, many('period_type', () => valueTypeShape)],
  [12, one('period', 0)],
  [14, one('default_sample_type', 0)],
  [15, one('doc_url', 0)],
]);
