import type { Logger } from 'pino';
import type { Deduper } from './deduper.ts';
import { isStopped, isTimeout } from './delivery-errors.ts';
import { type Incoming, isChatter } from './incoming.ts';
import { notice } from './notices.ts';
import { newReference } from './reference.ts';
import type { ReplyView } from './reply-view.ts';

/** Brings a reply to where the question came from. Rejects if the platform would not take it. */
export type Deliver = (incoming: Incoming, reply: ReplyView) => Promise<void>;

/** `put_back`: the bot was stopped while the platform kept it waiting; the next start answers. */
export type Sent = 'delivered' | 'duplicate' | 'refused' | 'put_back';

export interface SenderOptions {
  readonly deliver: Deliver;
  readonly dedupe: Deduper;
  readonly logger: Logger;
  /** Told when the platform does not take a reply. */
  readonly onRefused?: () => void;
}

/** Sends each reply once, and an apology if the platform refuses it. */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(incoming: Incoming, view: ReplyView): Promise<Sent> {
    const { dedupe } = this.#options;
    if (!(await dedupe.startDelivery(incoming.id))) return 'duplicate';
    const sent = await this.#deliver(incoming, view);
    await (sent === 'put_back' ? dedupe.putBack(incoming.id) : dedupe.finish(incoming.id));
    return sent;
  }

  /** One more try with a plain line: what the platform refused may have been the layout. */
  async #deliver(incoming: Incoming, view: ReplyView): Promise<Sent> {
    const { deliver, logger, onRefused } = this.#options;
    try {
      await deliver(incoming, view);
      return 'delivered';
    } catch (err) {
      if (isStopped(err)) return 'put_back';
      onRefused?.();
      const reference = newReference();
      const about = { err, reference, event: incoming.id, kind: view.kind };
      logger.error(about, 'a reply could not be delivered');
      if (view.kind === 'notice' || isTimeout(err) || isChatter(incoming)) return 'refused';
      await deliver(incoming, notice('failed', reference)).catch((second) => {
        logger.error({ err: second, reference }, 'nor could the apology');
      });
      return 'refused';
    }
  }
}
