// Call frames of V8's profiles (Chrome DevTools Protocol, Runtime.CallFrame) as frames: lines and columns count from 0
// there and from 1 here; a function without a name is "(anonymous)".
import { countAt, numberAt, objectAt, textAt } from './json-document.ts';
import type { ProfileBuilder } from './profile-builder.ts';

/** A frame for each different call frame of one profile. */
export class V8Frames {
  readonly #builder: ProfileBuilder;
  readonly #frames = new Map<string, number>();

  constructor(builder: ProfileBuilder) {
    this.#builder = builder;
  }

  /** @param place of the node that holds the call frame */
  of(node: Readonly<Record<string, unknown>>, place: string): number {
    const call = objectAt(node['callFrame'], `${place}.callFrame`);
    const given = textAt(call['functionName'], `${place}.callFrame.functionName`);
    const name = given || '(anonymous)';
    const url = textAt(call['url'], `${place}.callFrame.url`);
    const line = position(call['lineNumber'], `${place}.callFrame.lineNumber`);
    const column = position(call['columnNumber'], `${place}.callFrame.columnNumber`);
    const key = `${name}\0${url}\0${line}\0${column}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const builder = this.#builder;
    // "(idle)", "(garbage collector)" and the like are no functions.
    const kind = given.startsWith('(') && url === '' ? 0 : builder.texts.number(kindOf(url));
    const made = builder.addFrame({ function: builder.functionOf(name, url, line), line, column, kind });
    this.#frames.set(key, made);
    return made;
  }
}

/** -1 is "none", as is nothing at all. */
function position(value: unknown, place: string): number {
  if (value === undefined || value === null || numberAt(value, place) < 0) return 0;
  return countAt(value, place, 0) + 1;
}

/** As `profile.frame.type` of OpenTelemetry has it. */
function kindOf(url: string): string {
  return url.startsWith('wasm:') ? 'wasm' : 'v8js';
}
