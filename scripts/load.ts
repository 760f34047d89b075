/**
 * Measures `attache serve` under load: `npm run load [-- --clients 50 --count 500]`.
 *
 * Fifty clients keep asking over HTTP, so that all but one of their questions wait. Meanwhile a probe asks for /healthz
 * and sends Slack messages, to see how soon those are acknowledged. With `--url` a server that runs already is
 * measured, without Slack; set its rate limit off first.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../src/answers/evaluation/measures.ts';
import { ask, type Reply, type Target, withClients } from './serving/ask.ts';
import { servingOptions } from './serving/options.ts';
import { loadExamples } from './serving/questions.ts';
import { SlackProbe } from './serving/slack-probe.ts';
import { type Serving, startServe } from './serving/start-serve.ts';

const options = servingOptions({ clients: 50, count: 500 });
const { clients, count } = options;

/** Pause between two probes. */
const PROBE_PAUSE_MS = 200;

/** Taken in as any message is, and answered without a search: the probe is not to be the load. */
const SMALL_TALK = 'Thank you!';
/** How often, and how long, the replies to Slack are waited for once the load is over. */
const SETTLE_PAUSE_MS = 200;
const SETTLE_PAUSES = 100;

const row = (name: string, value: string) => process.stdout.write(`${name.padEnd(36)} ${value}\n`);
const times = (all: readonly number[]) =>
  [0.5, 0.95, 0.99, 1]
    .map((share) => `p${share * 100} ${(percentile(all, share) ?? Number.NaN).toFixed(1)} ms`)
    .join(' · ')
    .replace('p100', 'max');

/** Probes until the signal fires; returns the ms of each probe. */
async function probe(signal: AbortSignal, once: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  while (!signal.aborted) {
    taken.push(await once());
    await sleep(PROBE_PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
  return taken;
}

async function health({ origin }: Target): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${origin}/healthz`);
  await response.text();
  if (!response.ok) throw new Error(`/healthz answers ${response.status}.`);
  return performance.now() - started;
}

async function load(
  target: Target,
  questions: readonly string[],
  slack: SlackProbe | null,
): Promise<boolean> {
  const replies: Reply[] = [];
  const done = new AbortController();
  const started = performance.now();
  const questionAt = (index: number) => questions[index % questions.length] as string;
  const askAll = async () => {
    await withClients(clients, count, async (index) => {
      replies.push(await ask(target, questionAt(index)));
    });
    done.abort();
    return (performance.now() - started) / 1_000;
  };
  const [seconds, healthTimes, slackTimes] = await Promise.all([
    askAll(),
    probe(done.signal, () => health(target)),
    slack && probe(done.signal, () => slack.ask(SMALL_TALK)),
  ]);
  const inTime = replies.filter(({ outcome }) => outcome === 'answered' || outcome === 'abstained');
  const counted = (outcome: Reply['outcome']) => replies.filter((reply) => reply.outcome === outcome).length;
  const whys = replies.filter((reply) => !inTime.includes(reply)).map(({ why }) => why);
  row('clients, questions', `${clients}, ${count}`);
  row('throughput over HTTP', `${(inTime.length / seconds).toFixed(1)} answers/s`);
  row('time to the answer', times(inTime.map(({ ms }) => ms)));
  row('answered, abstained', `${counted('answered')}, ${counted('abstained')}`);
  row('refused', `${counted('refused')}${whys.length > 0 ? ` (${[...new Set(whys)].join(', ')})` : ''}`);
  row('lost', String(counted('lost')));
  row(`GET /healthz while ${clients} wait`, times(healthTimes));
  let lost = counted('lost');
  if (slack && slackTimes) {
    row(`Slack acknowledged while ${clients} wait`, times(slackTimes));
    const left = await unansweredIn(slack);
    row('Slack messages, lost', `${slack.asked}, ${left}`);
    lost += left;
  }
  return lost + counted('refused') === 0;
}

/** How many Slack messages have no reply when the queue has had the time to empty. */
async function unansweredIn(slack: SlackProbe): Promise<number> {
  for (let pause = 0; pause < SETTLE_PAUSES && slack.unanswered > 0; pause += 1) await sleep(SETTLE_PAUSE_MS);
  return slack.unanswered;
}

const examples = await loadExamples(options);
const slack = options.url === undefined ? new SlackProbe() : null;
await slack?.start();
let serving: Serving | null = null;
try {
  if (slack) serving = await startServe(examples.corpus, slack.env);
  const target = { origin: serving?.origin ?? (options.url as string), token: options.token ?? null };
  if (!(await load(target, examples.questions, slack))) process.exitCode = 1;
} finally {
  await serving?.stop();
  await slack?.close();
  await examples.remove();
}
