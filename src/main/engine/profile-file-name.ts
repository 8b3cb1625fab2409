// What the file of a view of a profile is called, and what it holds in terms of the web.
import type { ProfileFileFormat, ProfileFileOrder } from '../../contract/profiles/files.ts';

const formats: Readonly<Record<ProfileFileFormat, { readonly ending: string; readonly mediaType: string }>> = {
  svg: { ending: 'svg', mediaType: 'image/svg+xml' },
  'svg-static': { ending: 'picture.svg', mediaType: 'image/svg+xml' },
  folded: { ending: 'folded.txt', mediaType: 'text/plain; charset=utf-8' },
  pprof: { ending: 'pb.gz', mediaType: 'application/gzip' },
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
  speedscope: { ending: 'speedscope.json', mediaType: 'application/json' },
};

/** Longer names are cut. */
const longest = 100;

/** After the name that the order gives it, as file systems take it; else after the number of the profile. */
export function profileFileName({ format, view, name }: ProfileFileOrder): {
  readonly name: string;
  readonly mediaType: string;
} {
  const { ending, mediaType } = formats[format];
  const safe = name
    .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, longest);
  return { name: `${safe === '' ? `profile-${view.profile}` : safe}.${ending}`, mediaType };
}
