// The links of a panel, behind a button in its head.
import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DashboardLink } from '../../../contract/dashboards/model.ts';
import type { Scope } from '../../../contract/dashboards/variables/interpolate.ts';
import { LinkMenu } from './link-menu.tsx';
import { useFollowLink } from './use-follow-link.ts';
import styles from './dashboards.module.css';

interface PanelLinksProps {
  readonly links: readonly DashboardLink[];
  readonly scope: Scope;
}

export function PanelLinks({ links, scope }: PanelLinksProps): ReactNode {
  return links.length === 0 ? undefined : <Links links={links} scope={scope} />;
}

function Links({ links, scope }: PanelLinksProps): ReactNode {
  const show = useFollowLink();
  return (
    <LinkMenu
      links={links.map((link) => show(link, scope))}
      trigger={
        <button type="button" className={styles['panelLinks']} aria-label="Links of this panel">
          <Link2 size={13} />
        </button>
      }
    />
  );
}
