// The commands of the whole app: the contract's table (which the native menu shares) bound to what they do here.
import { commands, type CommandId } from '../../contract/commands.ts';
import type { Feature } from '../features/feature.ts';
import type { RunId } from '../../contract/ids.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import { useCommand } from '../data/use-command.ts';
import { importsLink } from '../routes/imports-route.ts';
import { traceLink } from '../routes/trace-route.ts';
import { useRouter } from '../routes/use-place.tsx';
import { useNotify } from '../ui/notices.tsx';
import { isDark, useThemeChoice } from '../ui/theme-choice.ts';
import { useCommands } from '../ui/use-commands.tsx';

interface AppActions {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly newRun: () => void;
  readonly openFiles: () => void;
  readonly importLive: () => void;
}

const keys: Partial<Record<CommandId, string | readonly string[]>> = {
  'run.open': 'mod+o',
  palette: 'mod+k',
  shortcuts: '?',
  'go.back': 'alt+left',
  'go.forward': 'alt+right',
};

const groups: Readonly<Record<(typeof commands)[number]['menu'], string>> = {
  File: 'Run',
  Go: 'Go to',
  View: 'View',
  Help: 'Help',
};

export function useAppCommands(features: readonly Feature[], actions: AppActions): void {
  const router = useRouter();
  const { param } = useSelectedRun();
  const [theme, chooseTheme] = useThemeChoice();
  const notify = useNotify();
  const testSpan = useCommand('app.sendTestSpan', ['traces.list']);
  const own: Partial<Record<CommandId, () => void>> = {
    'run.new': actions.newRun,
    'run.open': actions.openFiles,
    'run.importLive': actions.importLive,
    'go.imports': () => router.navigate(importsLink()),
    palette: actions.openPalette,
    shortcuts: actions.openKeys,
    'go.back': router.back,
    'go.forward': router.forward,
    'theme.toggle': () => chooseTheme(isDark(theme) ? 'light' : 'dark'),
    'span.test': () =>
      testSpan.mutate(
        { transport: 'grpc' },
        {
          onSuccess: ({ traceId }) => router.navigate(traceLink({ traceId })),
          onError: (error) => notify('error', `The test span did not arrive: ${error.message}`),
        },
      ),
  };
  const goTo = (id: string): (() => void) | undefined => {
    const link = railOf(features, id)?.link;
    return link === undefined ? undefined : () => router.navigate(link(param));
  };
  useCommands(
    commands.flatMap((command) => {
      const room = command.id.startsWith('go.') ? command.id.slice(3) : '';
      const run = own[command.id] ?? goTo(room);
      if (run === undefined) return [];
      const key =
        keys[command.id] ??
        (railOf(features, room) === undefined ? undefined : `g ${railOf(features, room)?.key ?? ''}`);
      return [
        {
          id: command.id,
          title: command.title.replace(/\s*…$/, '…'),
          group: groups[command.menu],
          run,
          ...(key === undefined ? {} : { keys: key }),
        },
      ];
    }),
  );
}

function railOf(
  features: readonly Feature[],
  id: string,
): { readonly key: string; readonly link: (run: RunId | undefined) => string } | undefined {
  return features.find((feature) => feature.id === id)?.rail;
}
