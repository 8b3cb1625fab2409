// Starts the window: opens the pipe, builds the client and the router, draws the app.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createClient } from './data/client.ts';
import { DataProvider } from './data/data-provider.tsx';
import { HostProvider } from './data/host-provider.tsx';
import { createQueryClient } from './data/query-client.ts';
import { connectPipe } from './host/connect-pipe.ts';
import { createHost } from './host/host.ts';
import { pageVisibility } from './host/page-visibility.ts';
import { windowTimers } from './host/window-timers.ts';
import { createRouter } from './routes/router.ts';
import { RouterProvider } from './routes/use-place.tsx';
import { createCommandRegistry } from './ui/command.ts';
import { Notices } from './ui/notices.tsx';
import { applyStoredTheme } from './ui/theme-choice.ts';
import { TooltipProvider } from './ui/tooltip.tsx';
import { CommandProvider } from './ui/use-commands.tsx';
import './ui/tokens.css';

applyStoredTheme();
const timers = windowTimers();
const client = createClient({
  connect: () => connectPipe(window.host),
  visibility: pageVisibility(document),
  timers,
  app: 'window',
});
const host = createHost(window.host);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <DataProvider client={client} queries={createQueryClient()} timers={timers}>
        <RouterProvider router={createRouter(window)}>
          <CommandProvider registry={createCommandRegistry()}>
            <TooltipProvider>
              <Notices>
                <HostProvider host={host}>
                  <App host={host} />
                </HostProvider>
              </Notices>
            </TooltipProvider>
          </CommandProvider>
        </RouterProvider>
      </DataProvider>
    </CSPProvider>
  </StrictMode>,
);
