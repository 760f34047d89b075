import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AdapterName, Observer, TimedStage } from './observer.ts';

/** Upper bounds in seconds: an answer takes some 0.2 s, a queue may hold it up for a minute. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is looked up when the metrics are asked for. */
export interface Gauges {
  /** Questions that wait, by adapter. */
  readonly waiting: () => Iterable<readonly [AdapterName, number]>;
  /** Whether an adapter takes questions; one that is off though somebody set it up does not. */
  readonly ready: () => Iterable<readonly [AdapterName, boolean]>;
  /** Null until the articles are loaded. */
  readonly index: () => IndexFacts | null;
}

export interface IndexFacts {
  readonly articles: number;
  /** When it was built, in ms since 1970. */
  readonly indexedAt: number;
  /** Day of the newest article, in ms since 1970; null if none is dated. */
  readonly newestAt: number | null;
}

/** What Prometheus reads, filled by what an observer is told. */
export class Metrics implements Observer {
  readonly registry = new Registry();
  readonly #questions = new Counter({
    name: 'attache_questions_total',
    help: 'Questions by adapter and what became of them',
    labelNames: ['adapter', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly #seconds = new Histogram({
    name: 'attache_question_duration_seconds',
    help: 'Time from the arrival of a question to its reply, by adapter',
    labelNames: ['adapter'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });
  readonly #stages = new Histogram({
    name: 'attache_stage_duration_seconds',
    help: 'Time of each stage: wait, resolve, retrieve, read, choose, deliver',
    labelNames: ['stage'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });
  readonly #votes = new Counter({
    name: 'attache_feedback_total',
    help: 'Votes on answers by adapter and verdict',
    labelNames: ['adapter', 'verdict'] as const,
    registers: [this.registry],
  });
  readonly #failures = new Counter({
    name: 'attache_platform_errors_total',
    help: 'Connections lost or refused and replies not taken, by adapter',
    labelNames: ['adapter', 'what'] as const,
    registers: [this.registry],
  });

  constructor(gauges: Gauges) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'attache_queue_depth',
      help: 'Questions that wait for their turn, by adapter',
      labelNames: ['adapter'] as const,
      registers,
      collect() {
        for (const [adapter, waiting] of gauges.waiting()) this.set({ adapter }, waiting);
      },
    });
    new Gauge({
      name: 'attache_adapter_ready',
      help: '1 where an adapter is connected and takes questions',
      labelNames: ['adapter'] as const,
      registers,
      collect() {
        for (const [adapter, ready] of gauges.ready()) this.set({ adapter }, ready ? 1 : 0);
      },
    });
    indexGauges(gauges.index, registers);
  }

  questionDone: Observer['questionDone'] = ({ adapter, outcome, timings, ms }) => {
    this.#questions.inc({ adapter, outcome });
    this.#seconds.observe({ adapter }, ms / 1_000);
    for (const [stage, took] of Object.entries(timings) as [TimedStage, number][]) {
      this.#stages.observe({ stage }, took / 1_000);
    }
  };

  voted: Observer['voted'] = (adapter, verdict) => this.#votes.inc({ adapter, verdict });

  platformFailed: Observer['platformFailed'] = (adapter, what) => this.#failures.inc({ adapter, what });
}

function indexGauges(index: Gauges['index'], registers: Registry[]): void {
  const gauge = (name: string, help: string, read: (facts: IndexFacts) => number | null) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const facts = index();
        const value = facts && read(facts);
        if (value === null) this.reset();
        else this.set(value);
      },
    });
  gauge('attache_index_articles', 'Articles that are answered from', ({ articles }) => articles);
  gauge(
    'attache_index_age_seconds',
    'Time since the index was built',
    ({ indexedAt }) => (Date.now() - indexedAt) / 1_000,
  );
  gauge(
    'attache_newest_article_age_seconds',
    'Time since the newest article was published',
    ({ newestAt }) => newestAt && (Date.now() - newestAt) / 1_000,
  );
}
