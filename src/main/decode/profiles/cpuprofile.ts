// V8 CPU profiles (`.cpuprofile`, Profiler.Profile of the DevTools protocol) as files.
import { jsonShape } from '../foreign/json-shape.ts';
import { objectAt, parseDocument } from './json-document.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { v8Profile } from './v8-profile.ts';

export const cpuprofile: ProfileReader = { id: 'cpuprofile', sniff, decode };

function sniff(head: Uint8Array, text: string): boolean {
  if (!text.includes('"callFrame"')) return false;
  return jsonShape(head)?.items.get('nodes')?.has('callFrame') === true;
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const root = objectAt(parseDocument(bytes, tools), 'the file');
  return { profiles: [v8Profile(root, 'cpuprofile', '', tools)] };
}
