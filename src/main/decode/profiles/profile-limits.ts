// What a profile may hold. Breaking one is a clear error; they bound the memory of its worker.

export const profileLimits = {
  /** Bytes of a file, decompressed. */
  bytes: 1024 * 1024 * 1024,
  texts: 8 * 1024 * 1024,
  /** Bytes of one text. */
  textBytes: 1024 * 1024,
  functions: 4 * 1024 * 1024,
  frames: 8 * 1024 * 1024,
  mappings: 65_536,
  samples: 16 * 1024 * 1024,
  /** Nodes of the trie of stacks. */
  nodes: 48 * 1024 * 1024,
  /** Frames of one stack. */
  depth: 1024 * 1024,
  sampleTypes: 64,
  /** Of one value or time; sums over all samples stay finite. */
  value: 1e300,
} as const;
