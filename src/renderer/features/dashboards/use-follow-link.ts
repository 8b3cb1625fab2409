// Links with everything written in, ready to be followed: to a dashboard that is here, or to the web after asking.
import { useCallback } from 'react';
import { builtInDashboards } from '../../../contract/dashboards/built-in/index.ts';
import type { DashboardLink } from '../../../contract/dashboards/model.ts';
import type { Scope } from '../../../contract/dashboards/variables/interpolate.ts';
import { allVariables, linkTitle, linkUrl, type LinkedData } from '../../../contract/dashboards/variables/link-text.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { dashboardsLink } from '../../routes/dashboards-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { useLinkOpener } from '../../ui/link-opener.tsx';
import { linkPlace } from './model/link-place.ts';

export interface ShownLink {
  readonly title: string;
  /** Where it leads, in a few words: a host, a dashboard, or why nowhere. */
  readonly detail: string;
  readonly disabled: boolean;
  readonly follow: () => void;
}

type LinkText = Pick<DashboardLink, 'title' | 'url' | 'keepTime' | 'includeVars'>;

export function useFollowLink(): (link: LinkText, scope: Scope, data?: LinkedData) => ShownLink {
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  const open = useLinkOpener();
  const { data: known } = useAnswer('dashboards.list', {});
  return useCallback(
    (link, scope, data) => {
      const title = linkTitle(link.title, scope, data);
      const place = linkPlace(withMore(linkUrl(link.url, scope, data), link, scope));
      switch (place.kind) {
        case 'web':
          return {
            title,
            detail: place.url.host,
            disabled: open === undefined,
            follow: () => open?.(place.url),
          };
        case 'dashboard': {
          const { kind: _, ...view } = place;
          const found = titleOf(place.id, known);
          return {
            title,
            detail: found === undefined ? 'this dashboard is not here' : found,
            disabled: found === undefined,
            follow: () => navigate(dashboardsLink({ ...view, run: param })),
          };
        }
        case 'nowhere':
          return { title, detail: 'leads to a page of Grafana', disabled: true, follow: () => undefined };
      }
    },
    [param, navigate, open, known],
  );
}

function titleOf(
  id: string,
  known: readonly { readonly id: string; readonly title: string }[] | undefined,
): string | undefined {
  return (
    known?.find((one) => one.id === id)?.title ??
    builtInDashboards.find(({ dashboard }) => dashboard.id === id)?.dashboard.title
  );
}

/** Time and variables, where the link asks for them. */
function withMore(url: string, { keepTime, includeVars }: LinkText, scope: Scope): string {
  const more = [
    ...(keepTime === true ? [`from=${Math.round(scope.from)}&to=${Math.round(scope.to)}`] : []),
    ...(includeVars === true ? [allVariables(scope)] : []),
  ].filter((one) => one !== '');
  return more.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${more.join('&')}`;
}
