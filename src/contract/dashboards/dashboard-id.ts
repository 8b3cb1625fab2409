// Ids of dashboards are parts of addresses and names of files.

/** `wanted` when it can be an id, else `otherwise`. */
export function dashboardId(wanted: string, otherwise: string): string {
  return isDashboardId(wanted) ? wanted : otherwise;
}

export function isDashboardId(text: string): boolean {
  return /^[\w-]{1,80}$/.test(text);
}
