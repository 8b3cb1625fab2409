/** Memory for opened blocks while a run is read from end to end: each block is needed once, so few are kept. */
export const exportCacheBytes = 12 << 20;
