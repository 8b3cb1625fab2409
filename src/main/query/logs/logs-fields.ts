// logs.fields: which attributes and which values of bodies the newest records have.
import type { LogField } from '../../../contract/logs.ts';
import { fieldText } from '../../../contract/search/print.ts';
import { quoted, tokensOf } from '../../../contract/search/tokens.ts';
import type { AttributeValue } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive } from '../../store/reader-face.ts';
import { bodyStructures } from './body-path.ts';
import type { LogRun } from './log-run.ts';

/** Blocks that are looked at, from the newest arrival on. */
const blocks = 16;
/** Records of a block whose bodies are looked into. */
const bodies = 200;
/** Levels of a body below its top. */
const depth = 4;
const most = 2000;

export function logsFields(run: LogRun, alive: Alive): { readonly fields: readonly LogField[] } {
  run.refresh();
  const { reader } = run;
  const log = new Set<string>();
  const resource = new Set<string>();
  const scope = new Set<string>();
  const body = new Set<string>();
  for (const part of run.parts.slice(-blocks)) {
    alive();
    const block = run.open(part);
    for (const key of block.attributeKeys) log.add(block.strings.text(key));
    for (const number of new Set(block.resource))
      for (const { key } of reader.resource(number).attributes) resource.add(key);
    for (const number of new Set(block.scope)) for (const { key } of reader.scope(number).attributes) scope.add(key);
    addBodyPaths(block, body);
  }
  const fields = [
    ...named('log', log, fieldText),
    ...named('body', body, (path) => `body.${path}`),
    ...named('resource', resource, (key) => prefixed('resource', key)),
    ...named('scope', scope, (key) => prefixed('scope', key)),
  ];
  return { fields: fields.slice(0, most) };
}

function named(of: LogField['of'], names: ReadonlySet<string>, text: (name: string) => string): LogField[] {
  return [...names].sort().map((name) => ({ field: text(name), of }));
}

/** `resource.host.name`, or `resource."host name"`. */
function prefixed(prefix: string, key: string): string {
  const plain = `${prefix}.${key}`;
  const [token, more] = tokensOf(plain);
  return token?.kind === 'word' && token.text === plain && more === undefined ? plain : `${prefix}.${quoted(key)}`;
}

function addBodyPaths(block: LogBlock, paths: Set<string>): void {
  const structure = bodyStructures(block);
  for (let row = Math.max(0, block.count - bodies); row < block.count; row++)
    addPaths(structure(row), '', paths, depth);
}

function addPaths(value: AttributeValue, path: string, paths: Set<string>, left: number): void {
  if (value === undefined || typeof value !== 'object' || value instanceof Uint8Array || Array.isArray(value)) {
    // Names that a search could not say as one word are left out.
    if (path !== '' && tokensOf(`body.${path}`).length === 1 && paths.size < most) paths.add(path);
    return;
  }
  if (left === 0) return;
  for (const [key, inner] of Object.entries(value))
    addPaths(inner, path === '' ? key : `${path}.${key}`, paths, left - 1);
}
