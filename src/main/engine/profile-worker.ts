// Entry of the profile worker: decodes profiles and answers every question about one, in turn. Reading and receiving are
// other threads, which never wait for it. The engine cancels through shared memory (profile-patience.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { packError } from './packed-error.ts';
import { profileAnswers } from './profile-answers.ts';
import { createProfileContext, type ProfileContext } from './profile-context.ts';
import { takeOtlpProfiles } from './profile-intake.ts';
import { inspectProfile } from './profile-inspect.ts';
import { ProfileMemory } from './profile-memory.ts';
import { ProfileOwners } from './profile-owners.ts';
import type { FromProfiles, ProfileQuestion, ProfilesData, ToProfiles } from './profile-messages.ts';
import { patienceLooks } from './profile-patience.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromProfiles): void => port.postMessage(message);

/** Beyond what a question itself needs. */
const keptBytes = 384 * 1024 * 1024;

const { patience }: ProfilesData = workerData;
const now = { running: 0 };
const memory = new ProfileMemory(keptBytes);
const owners = new ProfileOwners();
const { alive, decoding } = patienceLooks(patience, () => now.running);

function answer(question: ProfileQuestion): unknown {
  if (question.kind === 'intake') return takeOtlpProfiles(question);
  if (question.kind === 'inspect') return inspectProfile(question.file, memory, alive);
  // The pair of method and request was checked where it was asked.
  const method = profileAnswers[question.method] as (request: unknown, context: ProfileContext) => unknown;
  return method(question.request, createProfileContext(question.runs, memory, alive, decoding, owners));
}

port.on('message', (message: ToProfiles) => {
  if (message.kind === 'forget') {
    for (const content of owners.remove(message.path, message.profiles)) memory.drop(content);
    return;
  }
  const { id, question } = message;
  now.running = id;
  try {
    alive();
    send({ id, kind: 'answer', answer: answer(question) });
  } catch (error) {
    send({ id, kind: 'failed', error: packError(error) });
  }
});
