// Asks before an address found in telemetry is opened, and names the host it leads to.
import { useState, type ReactNode } from 'react';
import type { Host } from '../host/host.ts';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { LinkOpener } from '../ui/link-opener.tsx';

export function ExternalLinks({ host, children }: { readonly host: Host; readonly children: ReactNode }): ReactNode {
  const [url, setUrl] = useState<URL>();
  return (
    <LinkOpener open={setUrl}>
      {children}
      <ConfirmDialog
        open={url !== undefined}
        onClose={() => setUrl(undefined)}
        title={`Open ${url?.host ?? ''}?`}
        confirm="Open in browser"
        onConfirm={() => {
          if (url !== undefined) host.openExternal(url);
        }}
      >
        <p>This address comes from telemetry or from a dashboard:</p>
        <p className="numeric" style={{ overflowWrap: 'anywhere', marginTop: 8, maxHeight: 160, overflow: 'auto' }}>
          {url?.href}
        </p>
      </ConfirmDialog>
    </LinkOpener>
  );
}
