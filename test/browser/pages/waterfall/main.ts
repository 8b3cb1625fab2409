// Minimap and waterfall alone on a page, over a made-up trace; `?rows=` says how large. The model is on the window.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Minimap } from '../../../../src/renderer/draw/minimap/minimap.tsx';
import { commandOfKey, runCommand } from '../../../../src/renderer/draw/waterfall/waterfall-commands.ts';
import { WaterfallModel } from '../../../../src/renderer/draw/waterfall/waterfall-model.ts';
import { Waterfall } from '../../../../src/renderer/draw/waterfall/waterfall.tsx';
import '../../../../src/renderer/ui/tokens.css';
import { bigTrace } from '../../../unit/renderer/draw/waterfall/synthetic-trace.ts';

const model = new WaterfallModel(bigTrace(Number(new URLSearchParams(location.search).get('rows') ?? 1000)));
const chosen: number[] = [];
Object.assign(window, { model, chosen });
const root = document.getElementById('root');
if (root === null) throw new Error('no #root');
Object.assign(root.style, { display: 'flex', flexDirection: 'column' });
createRoot(root).render([
  createElement(Minimap, { key: 'map', model }),
  createElement(Waterfall, {
    key: 'rows',
    model,
    label: 'made-up',
    onChoose: (row) => void chosen.push(row),
    onTreeWidth: () => undefined,
  }),
]);
addEventListener('keydown', (event) => {
  const command = commandOfKey(event);
  if (command === undefined) return;
  event.preventDefault();
  runCommand(model, command);
});
