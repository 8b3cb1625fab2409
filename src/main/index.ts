import * as electron from 'electron';
import { dirname } from 'node:path';
import { startShell } from './shell/start-shell.ts';

void startShell(electron, dirname(import.meta.dirname));
