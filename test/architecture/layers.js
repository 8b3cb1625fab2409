// Who may import whom: the one table that the linter (boundaries.js) and the architecture tests read.
// A room is the longest prefix of a file's path under src/. `may` lists rooms and packages; everything else is refused.
// `node` stands for any node:* module. A room may always import itself. `door` limits an import to the named files.

/** @typedef {{ readonly may: readonly string[], readonly doors?: Readonly<Record<string, readonly string[]>> }} Room */

const readerDoor = [
  'reader.ts',
  'reader-face.ts',
  'span-block.ts',
  'log-block.ts',
  'profile-file.ts',
  'profile-piece.ts',
  'profile-row.ts',
];

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
  contract: { may: ['msgpackr/index-no-eval'] },
  'main/receive': { may: ['contract', 'node'] },
  'main/collect': { may: ['contract', 'node', 'ws'] },
  'main/decode': { may: ['contract'] },
  'main/encode': { may: ['contract'] },
  'main/store': { may: ['contract', 'node', 'better-sqlite3'] },
  'main/query': { may: ['contract', 'main/store'], doors: { 'main/store': readerDoor } },
  'main/live': { may: ['contract'] },
  'main/serve': { may: ['contract', 'main/live', 'node', 'zod', 'ws'] },
  'main/cli': { may: ['contract', 'main/engine', 'node'] },
  'main/engine': {
    may: [
      'contract',
      'main/receive',
      'main/collect',
      'main/decode',
      'main/encode',
      'main/store',
      'main/query',
      'main/live',
      'main/serve',
      'node',
      'zod',
      'better-sqlite3',
    ],
  },
  'main/shell': { may: ['contract', 'electron', 'node'] },
  'main/headless.ts': { may: ['main/cli', 'main/engine', 'contract', 'node'] },
  'main/index.ts': { may: ['main/shell', 'electron', 'node'] },
  preload: { may: ['contract', 'electron'] },
  'renderer/host': { may: ['contract'] },
  'renderer/data': {
    may: ['contract', 'renderer/host', 'renderer/routes', '@tanstack/react-query', 'react', 'zustand'],
  },
  'renderer/draw': { may: ['contract', 'react', '@dagrejs/dagre', 'uplot'] },
  'renderer/ui': {
    may: ['contract', 'react', '@base-ui/react', 'lucide-react'],
  },
  // The editor of the search language and nothing else uses CodeMirror, so that it stays a chunk of its own.
  'renderer/ui/search-field': {
    may: [
      'contract',
      'renderer/ui',
      'react',
      'lucide-react',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
    ],
  },
  // Likewise the field of PromQL, with Prometheus' own language and completion.
  'renderer/ui/promql-field': {
    may: [
      'contract',
      'renderer/ui',
      'react',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      '@prometheus-io/codemirror-promql',
      '@prometheus-io/lezer-promql',
    ],
  },
  'renderer/routes': { may: ['contract', 'react'] },
  'renderer/features': {
    may: [
      'contract',
      'renderer/host',
      'renderer/data',
      'renderer/draw',
      'renderer/ui',
      'renderer/routes',
      'react',
      'zustand',
      'lucide-react',
    ],
  },
  'renderer/app': {
    may: [
      'renderer',
      'contract',
      'react',
      'react-dom',
      'zustand',
      'lucide-react',
      'fuzzysort',
      '@tanstack/react-query',
      '@base-ui/react',
    ],
  },
  'renderer/main.tsx': { may: ['renderer', 'contract', 'react', 'react-dom', '@base-ui/react'] },
};

/** The room of a path relative to src/ (`/` separated), or undefined. @param {string} path */
export function roomOf(path) {
  let best;
  for (const room of Object.keys(rooms)) {
    if ((path === room || path.startsWith(`${room}/`)) && (best === undefined || room.length > best.length))
      best = room;
  }
  return best;
}

/**
 * Why `from` must not import `target`, or undefined when it may.
 * @param {string} from path relative to src/
 * @param {string} target an import specifier: relative, a package, or node:*
 */
export function refusal(from, target) {
  const room = roomOf(from);
  if (room === undefined) return `${from} is in no room of test/architecture/layers.js`;
  const { may, doors } = rooms[room];
  if (target.startsWith('node:')) return may.includes('node') ? undefined : `${room} must not use ${target}`;
  if (!target.startsWith('.')) {
    const allowed = may.some((one) => target === one || target.startsWith(`${one}/`));
    return allowed ? undefined : `${room} must not import the package ${target}`;
  }
  const path = resolve(from, target);
  if (path === undefined) return `${target} leaves src/`;
  const other = roomOf(path);
  if (other === undefined) return `${path} is in no room`;
  if (room === 'renderer/features' && other === 'renderer/features') {
    const [, , mine] = from.split('/');
    const [, , theirs] = path.split('/');
    return mine === theirs || theirs === 'feature.ts' ? undefined : `feature ${mine} must not import feature ${theirs}`;
  }
  if (other === room) return undefined;
  if (!may.some((one) => other === one || other.startsWith(`${one}/`))) return `${room} must not import ${other}`;
  const door = doors?.[other];
  if (door !== undefined && !door.some((file) => path === `${other}/${file}`)) {
    return `${room} may enter ${other} only by ${door.join(', ')}`;
  }
  return undefined;
}

/** @param {string} from @param {string} target */
function resolve(from, target) {
  const parts = from.split('/').slice(0, -1);
  for (const step of target.split('?')[0].split('/')) {
    if (step === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}
