import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/bots/store/database.ts';
import { QUESTION } from './fake-assistant.ts';
import { exitCode, type Launched, launch } from './launch.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, type PostedMessage } from './slack/fake/fake-slack.ts';
import { blockAction, type Delivery, message } from './slack/fake/payloads.ts';
import { buttonsOf, seeMessage } from './slack/fake/see-message.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

const CONFIRMED = 'Thank you, noted.';
const PEOPLE = Array.from({ length: 30 }, (_, index) => `U${index + 1}`);
/** Votes that are confirmed when the process is killed, once in each run. */
const KILLED_AT = [5, 15];

/** People who ask all at once and vote on what they get, and a bot that dies meanwhile. */
class Burst {
  readonly slack = new FakeSlack();
  readonly dataDir: string;
  readonly #voted = new Set<PostedMessage>();
  /** Settle once Slack has the acknowledgements, which may be after a restart. */
  readonly #sent: Promise<void>[] = [];
  readonly #asked: Delivery[] = [];

  constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  /** Starts the bot. Those who were told nothing of their vote will vote again: what is not confirmed may be lost. */
  run(): Launched {
    this.#voted.clear();
    return launch(path.join(import.meta.dirname, 'slack/process-entry.ts'), {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: this.slack.apiUrl,
      ATTACHE_DATA_DIR: this.dataDir,
    });
  }

  askAll(): void {
    for (const user of PEOPLE) {
      const asked = message({ user, text: QUESTION, ts: this.slack.timestamp(), channel: `D${user}` });
      this.#asked.push(asked);
      this.#send(asked);
    }
  }

  /** Sends every question a second time, as Slack does when it is not sure. */
  repeatAll(): void {
    for (const asked of this.#asked) this.#send(asked, 1);
  }

  /** Presses 👍 under each answer once, until that is confirmed; tells how many votes were confirmed so far. */
  vote(): number {
    const confirmed = this.confirmed();
    for (const answer of this.answers()) {
      if (this.#voted.has(answer) || confirmed.has(answer.channel)) continue;
      this.#voted.add(answer);
      const [, action] = buttonsOf(answer).find(([name]) => name === 'up') ?? [];
      if (!action) throw new Error('An answer has no button to vote with.');
      const user = answer.channel.slice(1);
      const { channel, ts: messageTs, thread } = answer;
      this.#send(blockAction(this.slack, { user, channel, messageTs, thread, action }).delivery);
    }
    return confirmed.size;
  }

  answers(): readonly PostedMessage[] {
    return this.slack.messages.filter(({ response }) => response === null);
  }

  /** Channels whose vote was confirmed. */
  confirmed(): ReadonlySet<string> {
    const notices = this.slack.messages.filter(({ response }) => response !== null);
    const thanks = notices.filter((notice) => seeMessage(notice).text.includes(CONFIRMED));
    return new Set(thanks.map(({ channel }) => channel));
  }

  acknowledged(): Promise<unknown> {
    return Promise.all(this.#sent);
  }

  #send({ type, payload }: Delivery, retry = 0): void {
    this.#sent.push(this.slack.socket.deliver(type, payload, retry));
  }
}

async function openBurst(): Promise<Burst> {
  const burst = new Burst(await temporaryFolder());
  await burst.slack.start();
  onTestFinished(() => burst.slack.close());
  return burst;
}

async function database(dataDir: string) {
  const client = await openDatabase(dataDir);
  onTestFinished(() => client.close());
  return async (sql: string) => (await client.execute(sql)).rows;
}

describe('kill -9 in the middle of a burst', () => {
  it('loses no vote that was confirmed, and answers no question twice', async () => {
    const burst = await openBurst();
    let bot = burst.run();
    burst.askAll();
    for (const votes of KILLED_AT) {
      await until(`${votes} confirmed votes`, () => burst.vote() >= votes);
      bot.child.kill('SIGKILL');
      await exitCode(bot.child);
      bot = burst.run();
      burst.repeatAll();
    }
    await burst.acknowledged();
    const rows = await database(burst.dataDir);
    await until('every question to be done with', async () => {
      const [events] = await rows("SELECT COUNT(*) AS n FROM events WHERE state <> 'claimed'");
      return Number(events?.n) === PEOPLE.length;
    });

    const answered = burst.answers().map(({ channel }) => channel);
    expect(new Set(answered).size).toBe(answered.length);
    // A reply that was under way when the process died may have arrived or not; it is not sent again.
    const underWay = await rows("SELECT id FROM events WHERE state = 'delivering'");
    const unanswered = PEOPLE.map((user) => `D${user}`).filter((channel) => !answered.includes(channel));
    const cutOff = underWay.map(({ id }) => String(id).split(':')[0]);
    expect(cutOff).toEqual(expect.arrayContaining(unanswered));

    const [votes] = await rows("SELECT COUNT(*) AS n FROM feedback WHERE verdict = 'up'");
    expect(Number(votes?.n)).toBeGreaterThanOrEqual(burst.confirmed().size);
    expect(burst.confirmed().size).toBeGreaterThanOrEqual(KILLED_AT.at(-1) as number);
    const [check] = await rows('PRAGMA integrity_check');
    expect(check?.integrity_check).toBe('ok');
    expect(burst.slack.refusals).toEqual([]);

    bot.child.kill('SIGTERM');
    expect(await exitCode(bot.child)).toBe(0);
  }, 180_000);
});
