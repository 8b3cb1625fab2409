// A value with the links of its field: nothing around it without any, a button for one, a menu for several.
import type { ReactNode } from 'react';
import type { FieldLink } from '../../../../contract/dashboards/field-config.ts';
import type { LinkedData } from '../../../../contract/dashboards/variables/link-text.ts';
import type { Scope } from '../../../../contract/dashboards/variables/interpolate.ts';
import { LinkMenu } from '../link-menu.tsx';
import { usePanelSurround } from '../panel-surround.ts';
import { useFollowLink } from '../use-follow-link.ts';
import extras from './chart-extras.module.css';

interface DataLinksProps {
  readonly links: readonly FieldLink[] | undefined;
  readonly data: LinkedData;
  readonly children: ReactNode;
}

export function DataLinks({ links, data, children }: DataLinksProps): ReactNode {
  const { scope } = usePanelSurround();
  if (links === undefined || links.length === 0 || scope === undefined) return children;
  return (
    <Linked links={links} data={data} scope={scope}>
      {children}
    </Linked>
  );
}

function Linked({
  links,
  data,
  scope,
  children,
}: DataLinksProps & { readonly links: readonly FieldLink[]; readonly scope: Scope }): ReactNode {
  const show = useFollowLink();
  const shown = links.map((link) => show(link, scope, data));
  const [only] = shown;
  if (shown.length > 1 || only === undefined) {
    return (
      <LinkMenu
        links={shown}
        trigger={
          <button type="button" className={extras['linked']}>
            {children}
          </button>
        }
      />
    );
  }
  return (
    <button
      type="button"
      className={extras['linked']}
      title={`${only.title}: ${only.detail}`}
      disabled={only.disabled}
      onClick={only.follow}
    >
      {children}
    </button>
  );
}
