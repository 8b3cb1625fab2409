// Paths as Go's filepath.Clean has them, without the prefix that build sandboxes leave.
const sandbox = ['/proc/self/cwd/./', '/proc/self/cwd/'];

/** The shortest path that means the same; '' stays ''. */
export function cleanPath(path: string): string {
  if (path === '') return '';
  const prefix = sandbox.find((one) => path.startsWith(one)) ?? '';
  const rest = path.slice(prefix.length);
  if (!rest.includes('//') && !rest.includes('./') && !rest.endsWith('/') && !rest.endsWith('.')) return rest;
  const rooted = rest.startsWith('/');
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  const cleaned = `${rooted ? '/' : ''}${parts.join('/')}`;
  return cleaned === '' ? '.' : cleaned;
}

/** The last part of a path. */
export function baseName(path: string): string {
  const bare = path.replace(/\/+$/, '');
  return bare.slice(bare.lastIndexOf('/') + 1);
}
