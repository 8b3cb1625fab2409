// The files that a view of a profile can be saved as.
import { ChevronDown, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProfileFileFormat } from '../../../../../contract/profiles/files.ts';
import { useClient } from '../../../../data/data-provider.tsx';
import { runProfileExport } from '../../../../data/export-job.ts';
import { useHost } from '../../../../data/host-provider.tsx';
import { flamePng } from '../../../../draw/flame/flame-png.ts';
import type { FlameModel } from '../../../../draw/flame/flame-model.ts';
import type { FlameLook } from '../../../../draw/flame/flame-surface.ts';
import { permalink } from '../../../../host/permalink.ts';
import { profileLink } from '../../../../routes/profile-route.ts';
import { Button } from '../../../../ui/button.tsx';
import { copyText } from '../../../../ui/copy-text.ts';
import { Menu, type MenuEntry } from '../../../../ui/menu.tsx';
import { useNotify } from '../../../../ui/notices.tsx';
import { useSaveProfile } from '../../use-save-profile.ts';
import type { ProfileScreen } from '../profile-screen.ts';
import { useViewName } from '../use-view-name.ts';

interface SaveMenuProps {
  readonly screen: ProfileScreen;
  readonly model: FlameModel;
  readonly look: FlameLook;
}

const formats: readonly (readonly [ProfileFileFormat, label: string, detail: string])[] = [
  ['svg', 'Interactive SVG', 'zooms and searches in any browser'],
  ['svg-static', 'SVG picture', 'the same without search and zoom'],
  ['folded', 'Folded stacks', 'one line per stack'],
  ['speedscope', 'speedscope JSON', 'all sample types'],
  ['pprof', 'pprof', 'all sample types and labels'],
  ['csv', 'CSV of functions', 'flat and cumulative'],
];

export function SaveMenu({ screen, model, look }: SaveMenuProps): ReactNode {
  const { run, view, place, stored } = screen;
  const client = useClient();
  const host = useHost();
  const notify = useNotify();
  const saveFile = useSaveProfile();
  const { width, root, at: zoom = '' } = place;
  const name = useViewName(screen);
  const picture = async (): Promise<void> => {
    const png = await flamePng(model, look, document.documentElement);
    if (png === undefined) notify('error', 'The picture could not be made.');
    else await host.save(`${name.replaceAll(/[^\w.-]+/g, '-')}.png`, png);
  };
  const [svg, still, ...texts] = formats.map(([format, label, detail]): MenuEntry => ({
    kind: 'item',
    label,
    detail,
    onSelect: () => void runProfileExport(client, host, { format, view, zoom, width, root, name }),
  }));
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" title="Save this view as a file">
          <Download size={13} aria-hidden="true" /> Save as <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
      entries={[
        ...(svg === undefined || still === undefined ? [] : [svg, still]),
        {
          kind: 'item',
          label: 'PNG picture',
          detail: 'as it is shown, with what is scrolled away',
          onSelect: () => void picture(),
        },
        ...texts,
        { kind: 'separator' },
        {
          kind: 'item',
          label: 'Copy a link to this view',
          onSelect: () =>
            void copyText(permalink(profileLink({ ...place, run }), location)).then((worked) =>
              notify(worked ? 'info' : 'error', worked ? 'The link was copied.' : 'The link could not be copied.'),
            ),
        },
        { kind: 'item', label: 'The file as received', detail: stored.format, onSelect: () => saveFile(stored) },
      ]}
    />
  );
}
