/** `pid:5494 node server.js` as `node server.js (pid 5494)`; an address stays what it is. Format: contract/ingest.ts. */
export function senderName(id: string): string {
  const [, pid = '', name = ''] = /^pid:(\d+)(?: (.+))?$/.exec(id) ?? [];
  if (pid === '') return id;
  return name === '' ? `pid ${pid}` : `${name} (pid ${pid})`;
}
