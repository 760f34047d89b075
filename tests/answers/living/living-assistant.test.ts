import { mkdir, mkdtemp, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorpusKeeper, type KeeperEvent } from '../../../src/answers/living/corpus-keeper.ts';
import { LivingAssistant } from '../../../src/answers/living/living-assistant.ts';
import type { IngestSummary } from '../../../src/retrieval/ingest/ingest-options.ts';
import { until } from '../../bots/until.ts';

const HARBOUR =
  'On 3 May 2024 the mayor of Izola opened the new harbour office, which cost 4.2 million euros.';
const BRIDGE =
  'The footbridge of Trbovlje was closed on 9 June 2024 because the river had damaged two of its piers.';
const HARBOUR_OPENER = 'who opened the harbour office?';
const BRIDGE_WHEN = 'when was the footbridge of Trbovlje closed?';

let folder: string;
let assistant: LivingAssistant;

const article = (title: string, body: string, published = '2024-06-20') =>
  `---\ntitle: ${title}\npublished: ${published}\n---\n\n${body}\n`;
const write = (name: string, text: string) => writeFile(join(folder, `${name}.md`), text);
const quoteOf = async (question: string) => {
  const answer = await assistant.ask(question);
  return answer.status === 'answered' ? answer.citations.map(({ quote }) => quote).join(' ') : null;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attache-living-'));
  await mkdir(folder, { recursive: true });
  await write('harbour', article('Izola has a harbour office', HARBOUR));
  assistant = await LivingAssistant.open({ corpus: folder });
});
afterAll(async () => {
  await assistant.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a living assistant', () => {
  it('answers from an article that came, and not from one that is gone', async () => {
    expect(await quoteOf(BRIDGE_WHEN)).toBeNull();
    await write('bridge', article('Footbridge closed', BRIDGE));
    expect(await assistant.reload()).toEqual({ added: 1, changed: 0, gone: 0 });
    expect(await quoteOf(BRIDGE_WHEN)).toBe(BRIDGE);
    await unlink(join(folder, 'bridge.md'));
    expect(await assistant.reload()).toEqual({ added: 0, changed: 0, gone: 1 });
    expect(await quoteOf(BRIDGE_WHEN)).toBeNull();
  });

  it('quotes a changed article as it now is', async () => {
    await write('harbour', article('Izola has a harbour office', HARBOUR.replace('4.2', '4.6')));
    expect(await assistant.reload()).toEqual({ added: 0, changed: 1, gone: 0 });
    expect(await quoteOf(HARBOUR_OPENER)).toContain('4.6 million euros');
    await write('harbour', article('Izola has a harbour office', HARBOUR));
    await assistant.reload();
  });

  it('finishes a question on the version on which it began', async () => {
    const asked = assistant.ask(HARBOUR_OPENER);
    await unlink(join(folder, 'harbour.md'));
    await write('bridge', article('Footbridge closed', BRIDGE));
    await assistant.reload();
    expect(await asked).toMatchObject({ status: 'answered', citations: [{ quote: HARBOUR }] });
    expect(await quoteOf(HARBOUR_OPENER)).toBeNull();
    await write('harbour', article('Izola has a harbour office', HARBOUR));
    await assistant.reload();
  });

  it('remembers its conversations over a reload', async () => {
    await assistant.ask('when was the harbour office of Izola opened?', { conversation: 'c' });
    await write('other', article('Other', 'Something else was said in Kranj.'));
    await assistant.reload();
    const answer = await assistant.ask('and who opened it?', { conversation: 'c' });
    expect(answer).toMatchObject({ status: 'answered', citations: [{ quote: HARBOUR }] });
  });

  it('keeps what it has where the folder cannot be loaded, and tells', async () => {
    const elsewhere = `${folder}-elsewhere`;
    const { rename } = await import('node:fs/promises');
    await rename(folder, elsewhere);
    await expect(assistant.reload()).rejects.toMatchObject({ code: 'CORPUS_NOT_FOUND' });
    expect(await quoteOf(HARBOUR_OPENER)).toBe(HARBOUR);
    await rename(elsewhere, folder);
    expect(await assistant.reload()).toEqual({ added: 0, changed: 0, gone: 0 });
  });

  it('keeps what it has where no file of the folder can be used', async () => {
    for (const name of await readdir(folder)) await writeFile(join(folder, name), Buffer.of(0xff));
    await expect(assistant.reload()).rejects.toMatchObject({ code: 'CORPUS_EMPTY' });
    expect(await quoteOf(HARBOUR_OPENER)).toBe(HARBOUR);
    await rm(folder, { recursive: true });
    await mkdir(folder);
    await write('harbour', article('Izola has a harbour office', HARBOUR));
    await assistant.reload();
  });

  it('quotes nothing any more where the folder was emptied, and answers again once it is filled', async () => {
    await unlink(join(folder, 'harbour.md'));
    expect(await assistant.reload()).toEqual({ added: 0, changed: 0, gone: 1 });
    expect(await assistant.ask(HARBOUR_OPENER)).toMatchObject({ status: 'abstained', nearest: [] });
    expect(await assistant.ask('what happened on 3 May 2024?')).toMatchObject({ status: 'abstained' });
    expect(await assistant.find('the harbour office')).toEqual([]);
    expect(assistant.summary()).toMatchObject({ articles: [], newest: null });
    await write('harbour', article('Izola has a harbour office', HARBOUR));
    expect(await assistant.reload()).toEqual({ added: 1, changed: 0, gone: 0 });
    expect(await quoteOf(HARBOUR_OPENER)).toBe(HARBOUR);
  });

  it('shares among the calls during a look at the folder one that begins after it', async () => {
    const first = assistant.reload();
    const second = assistant.reload();
    expect(assistant.reload()).toBe(second);
    expect(second).not.toBe(first);
    await first;
    await write('lighthouse', article('A lighthouse', 'The lighthouse of Savudrija is 36 metres high.'));
    expect(await second).toEqual({ added: 1, changed: 0, gone: 0 });
    await unlink(join(folder, 'lighthouse.md'));
    expect(await assistant.reload()).toMatchObject({ gone: 1 });
  });

  it('says that it quotes the corrected version', async () => {
    await write(
      'harbour-2',
      article(
        'Izola has a harbour office',
        `${HARBOUR.replace('4.2', '4.8')} It will be open daily.`,
        '2024-06-25',
      ),
    );
    await assistant.reload();
    expect(await assistant.ask(HARBOUR_OPENER)).toMatchObject({
      status: 'answered',
      citations: [{ articleId: 'harbour-2', corrects: { articleId: 'harbour', published: '2024-06-20' } }],
    });
    const found = await assistant.find('the harbour office');
    expect(found.map(({ articleId }) => articleId)).toEqual(['harbour-2']);
    await unlink(join(folder, 'harbour-2.md'));
    await assistant.reload();
  });
});

describe('a corpus keeper', () => {
  const summary = (source: string): IngestSummary => ({
    source,
    kind: 'feed',
    into: folder,
    dryRun: false,
    new: 1,
    changed: 0,
    unchanged: 0,
    gone: 0,
    skipped: 0,
    kept: 0,
    failed: 0,
    problems: [],
    ended: 'finished',
  });

  /** A keeper that only watches the folder, with what it tells. */
  function folderKeeper() {
    const events: KeeperEvent[] = [];
    const keeper = new CorpusKeeper({
      assistant,
      sources: [],
      everyMs: 0,
      onEvent: (event) => events.push(event),
      ingest: async (source) => summary(source),
    });
    return { keeper, events };
  }

  it('brings its sources in and reloads, whatever fails', async () => {
    const events: KeeperEvent[] = [];
    const keeper = new CorpusKeeper({
      assistant,
      sources: ['https://broken.example/', 'https://news.example/feed'],
      everyMs: 3_600_000,
      onEvent: (event) => events.push(event),
      ingest: async (source) => {
        if (source.includes('broken')) throw new Error('The site does not answer.');
        await write('ferry', article('A ferry', 'The ferry from Piran carried 90,210 passengers in 2023.'));
        return summary(source);
      },
    });
    await keeper.start();
    await keeper.refresh();
    await keeper.stop();
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['ingest failed', 'ingested', 'reloaded']);
    expect(await quoteOf('how many passengers did the ferry from Piran carry in 2023?')).toContain('90,210');
  });

  it('waits before its first round where its sources have just been brought in', async () => {
    const asked: string[] = [];
    const keeper = new CorpusKeeper({
      assistant,
      sources: ['https://news.example/feed'],
      everyMs: 3_600_000,
      onEvent: () => undefined,
      ingest: async (source) => {
        asked.push(source);
        return summary(source);
      },
    });
    await keeper.start({ waitsFirst: true });
    await keeper.stop();
    expect(asked).toEqual([]);
  });

  it('sees what changed after the assistant was opened and before the folder was watched', async () => {
    const { keeper, events } = folderKeeper();
    await write('mill', article('A mill', 'The mill of Ptuj grinds 75 sacks of flour a week.'));
    await keeper.start();
    await keeper.stop();
    expect(events).toMatchObject([{ kind: 'reloaded', added: 1 }]);
    expect(await quoteOf('how many sacks of flour does the mill of Ptuj grind?')).toContain('75 sacks');
  });

  it('notices by itself when the folder changes', async () => {
    const { keeper, events } = folderKeeper();
    await keeper.start();
    await write('bakery', article('A bakery', 'The bakery of Celje sells 1,300 loaves a day.'));
    await until('the reload', () => events.some(({ kind }) => kind === 'reloaded'));
    await keeper.stop();
    expect(await quoteOf('how many loaves a day does the bakery of Celje sell?')).toContain('1,300 loaves');
  });

  it('stops while a source is being brought in', async () => {
    const events: KeeperEvent[] = [];
    const keeper = new CorpusKeeper({
      assistant,
      sources: ['https://slow.example/'],
      everyMs: 3_600_000,
      onEvent: (event) => events.push(event),
      ingest: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    await keeper.start();
    await keeper.stop();
    expect(events).toEqual([]);
  });
});
