import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../tests/bots/slack/fake/fake-slack.ts';
import { message } from '../../tests/bots/slack/fake/payloads.ts';

/** Asks through a Slack on this machine, to see how soon events are acknowledged while questions wait. */
export class SlackProbe {
  readonly #slack = new FakeSlack();
  #asked = 0;

  async start(): Promise<void> {
    await this.#slack.start();
  }

  /** Settings that lead `attache serve` to this Slack. */
  get env(): Record<string, string> {
    return {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: this.#slack.apiUrl,
    };
  }

  /** Sends a direct message; resolves when Slack has the acknowledgement, to the ms that took. */
  async ask(text: string): Promise<number> {
    this.#asked += 1;
    const user = `U${this.#asked}`;
    const { type, payload } = message({ user, text, ts: this.#slack.timestamp(), channel: `D${user}` });
    const started = performance.now();
    await this.#slack.socket.deliver(type, payload);
    return performance.now() - started;
  }

  /** Messages that have no reply yet. */
  get unanswered(): number {
    return this.#asked - new Set(this.#slack.messages.map(({ channel }) => channel)).size;
  }

  get asked(): number {
    return this.#asked;
  }

  close(): Promise<void> {
    return this.#slack.close();
  }
}
