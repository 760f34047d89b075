import type { Client } from '@libsql/client';
import { ConversationTable } from './conversations.ts';
import { openDatabase } from './database.ts';
import { EventTable } from './events.ts';
import { ReplyTable } from './replies.ts';
import { prune } from './retention.ts';
import { createUserHash, type HashUser } from './user-hash.ts';

export interface StoreOptions {
  readonly dataDir: string;
  readonly storeQuestions: boolean;
  readonly retentionDays: number;
}

/** How often old rows are deleted while the bot runs. */
const PRUNE_INTERVAL_MS = 3_600_000;

/** The bots' memory: one SQLite file that survives `kill -9`. */
export class BotStore {
  readonly events: EventTable;
  readonly conversations: ConversationTable;
  readonly replies: ReplyTable;
  /** Whether the text of questions is written to disk. */
  readonly keepsText: boolean;
  readonly hashUser: HashUser;
  readonly #client: Client;
  readonly #timer: NodeJS.Timeout;

  private constructor(client: Client, hashUser: HashUser, options: StoreOptions) {
    this.#client = client;
    this.hashUser = hashUser;
    this.keepsText = options.storeQuestions;
    this.events = new EventTable(client);
    this.conversations = new ConversationTable(client, options.storeQuestions, (key) =>
      hashUser('conversation', key),
    );
    this.replies = new ReplyTable(client, options.storeQuestions);
    const { retentionDays } = options;
    this.#timer = setInterval(() => {
      // A locked file is no reason to stop answering; the next hour will do.
      prune(client, retentionDays, Date.now()).catch(() => undefined);
    }, PRUNE_INTERVAL_MS).unref();
  }

  /** Opens the file in `dataDir`, creates or upgrades it, and deletes what is past its retention. */
  static async open(options: StoreOptions): Promise<BotStore> {
    const client = await openDatabase(options.dataDir);
    await prune(client, options.retentionDays, Date.now());
    return new BotStore(client, await createUserHash(client), options);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#client.close();
  }
}
