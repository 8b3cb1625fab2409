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

export function profileFileName({ format, view }: ProfileFileOrder): {
  readonly name: string;
  readonly mediaType: string;
} {
  const { ending, mediaType } = formats[format];
  const against = view.base === undefined ? '' : `-against-${view.base.profile}`;
  return { name: `profile-${view.profile}${against}.${ending}`, mediaType };
}
