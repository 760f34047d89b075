import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/answers/create-assistant.ts';
import type { Engine } from '../../src/answers/engine.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';

interface Given {
  readonly title: string;
  readonly published: string;
  readonly text: string;
}

/** What the engine of a few articles, without reader, does for `use`. */
async function withArticles<T>(articles: readonly Given[], use: (engine: Engine) => Promise<T>): Promise<T> {
  const corpus = await temporaryFolder();
  for (const [i, { title, published, text }] of articles.entries())
    await writeFile(
      join(corpus, `a${i}.md`),
      `---\ntitle: ${title}\npublished: ${published}\n---\n\n${text}\n`,
    );
  const engine = await createEngine({ corpus, reader: 'off' });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

const FORUMS = Array.from({ length: 40 }, (_, i) => ({
  title: `Annual forum of the harbour programme, part ${i + 1}`,
  published: `20${10 + Math.floor(i / 4)}-0${1 + (i % 4)}-15`,
  text: `The annual forum of the harbour programme was opened by Mayor Berg in hall ${i + 1}. It had ${100 + i} guests.`,
}));
const NARVA = {
  title: 'A day in Narva',
  published: '2023-11-15',
  text: 'In Narva the programme met again this month. Its gathering was opened by the biologist Anneli Kask.',
};

describe('a window of days', () => {
  it('is searched in, however much lies outside', async () => {
    const found = await withArticles([...FORUMS, NARVA], async (engine) => {
      const { trace } = await engine.askWithTrace('who opened the annual forum of the harbour programme?', {
        since: '2023-11-01',
      });
      return trace?.evidence.ranked.map(({ passage }) => passage.article.title);
    });
    expect(found).toEqual(['A day in Narva']);
  });

  it('is the reason where nothing lies within', async () => {
    const answer = await withArticles([NARVA], (engine) =>
      engine.ask('who opened the gathering in Narva?', { since: '2024-01-01' }),
    );
    expect(answer).toMatchObject({ status: 'abstained', reason: 'nothing_for_that_date' });
  });
});

describe('a date', () => {
  it.each(['what was opened in March 2020?', 'what met in 2019?'])(
    'is the reason where a question asks for nothing else, as “%s” does',
    async (question) => {
      const answer = await withArticles([NARVA], (engine) => engine.ask(question));
      expect(answer).toMatchObject({ status: 'abstained', reason: 'nothing_for_that_date' });
    },
  );
});

describe('an article that corrects another', () => {
  const text = (piers: string) =>
    `The footbridge of Trbovlje was closed on 9 June 2024 because the river had damaged ${piers} of its piers. The town ` +
    'will rebuild it with the help of the region before the winter begins. Pupils walk around by the mill until then.';
  const articles = [
    { title: 'Footbridge closed', published: '2024-06-10', text: text('two') },
    {
      title: 'Footbridge closed',
      published: '2024-06-12',
      text: `Correction: the number was wrong.\n\n${text('three')}`,
    },
    {
      title: 'The river in flood',
      published: '2024-06-14',
      text: 'The flood in Trbovlje reached 4.2 metres on 8 June.',
    },
  ];

  it('says so wherever it is quoted', async () => {
    const cited = await withArticles(articles, async (engine) => {
      const answer = await engine.ask('how high was the flood in Trbovlje?');
      const more = answer.status === 'answered' ? answer.more : [];
      return [...more, ...(await engine.find('the footbridge of Trbovlje'))];
    });
    const corrections = cited.filter(({ quote }) => quote.includes('footbridge'));
    expect(corrections.length).toBeGreaterThan(1);
    for (const { corrects } of corrections) expect(corrects?.published).toBe('2024-06-10');
  });
});

describe('a conversation', () => {
  const articles = [
    {
      title: 'Visit to Vidin',
      published: '2023-05-20',
      text: 'Ten teachers of Loja visited Vidin from 3 to 9 May 2023.',
    },
    {
      title: 'Visit to Bosa',
      published: '2023-07-20',
      text: 'Six cooks of Kampen visited Bosa from 1 to 4 July 2023.',
    },
  ];

  it('goes on about what was named last', async () => {
    const dates = await withArticles(articles, async (engine) => {
      const options = { conversation: 'c' };
      await engine.ask('who visited Vidin?', options);
      await engine.ask('and who visited Bosa?', options);
      const { trace } = await engine.askWithTrace('when was that?', options);
      return trace?.question.text;
    });
    expect(dates).toBe('and who visited Bosa? when was that?');
  });

  it('is not held up by an earlier question that was too long to be answered', async () => {
    const answer = await withArticles(articles, (engine) =>
      engine.ask('who visited Bosa?', { context: ['why '.repeat(200)] }),
    );
    expect(answer.question).toBe('who visited Bosa?');
  });
});

describe('finding', () => {
  it('reads on where a message is longer than a question may be', async () => {
    const [first] = await withArticles([...FORUMS.slice(0, 8), NARVA], (engine) =>
      engine.find(
        `${'So much for the weather, and for the rest of it. '.repeat(14)} The biologist Anneli Kask in Narva.`,
      ),
    );
    expect(first?.title).toBe('A day in Narva');
  });
});

describe('closing', () => {
  it('lets questions in flight end as closed, not as broken', async () => {
    const corpus = await temporaryFolder();
    await writeFile(
      join(corpus, 'a.md'),
      '---\ntitle: A day in Narva\n---\n\nThe programme met in Narva in May.\n',
    );
    const engine = await createEngine({ corpus });
    const asked = Array.from({ length: 4 }, () =>
      engine.ask('where did the programme meet?').catch((error) => error),
    );
    await engine.close();
    for (const outcome of await Promise.all(asked)) {
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'CLOSED' });
      else expect(outcome.status).toBe('answered');
    }
  });
});

describe('a misspelt word', () => {
  const farms = {
    title: 'Farms of the region',
    published: '2024-05-01',
    text: 'Two farms near Tartu took part in the delegation.',
  };

  it('is mended, but no word that the language has', async () => {
    const read = await withArticles([farms], async (engine) => {
      const { trace } = await engine.askWithTrace('which firms were in the delegaton');
      return trace?.question.text;
    });
    expect(read).toBe('which firms were in the delegation');
  });
});
