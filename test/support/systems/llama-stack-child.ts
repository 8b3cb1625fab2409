// Writes spans one by one for so many milliseconds and sends how long each commit took.
import { agentTurn, FakeLlamaStack } from './llama-stack.ts';

const [path = '', from = '0', millis = '0'] = process.argv.slice(2);
const store = new FakeLlamaStack(path);
const latencies: number[] = [];
const until = performance.now() + Number(millis);
for (let turn = Number(from); performance.now() < until; turn++) {
  for (const span of agentTurn(turn, Date.now())) {
    const began = performance.now();
    store.end(span);
    latencies.push(performance.now() - began);
  }
}
store.close();
process.send?.(latencies, () => process.exit(0));
