import { describe, expect, it } from 'vitest';
import { article, outline } from './parse.ts';

describe('paragraphs', () => {
  it('are divided by empty lines, without the white space around them', () => {
    expect(outline('  One.  \n\n\n\tTwo.\u00a0\n')).toEqual(['paragraph: One.', 'paragraph: Two.']);
  });

  it('are one where their lines were wrapped', () => {
    const text = [
      'The delegation from Koblenz spent five days in Patna and was received by',
      'the mayor, who showed it the ferry landing and the new bus depot. Later',
      'they went home.',
    ].join('\n');
    expect(outline(text)).toEqual([`paragraph: ${text}`]);
  });

  it('are several where a line end was set on purpose', () => {
    const long =
      'The benches. On the two kilometres from my hotel to the town hall I counted seventy-one of them, in Rajshahi we build roads that are wide enough for lorries. '
        .repeat(2)
        .trim();
    expect(outline(`You rode a bicycle there.\n${long}\nIt was fun.`)).toEqual([
      'paragraph: You rode a bicycle there.',
      `paragraph: ${long}`,
      'paragraph: It was fun.',
    ]);
  });

  it('leave out rules and other ornament', () => {
    expect(outline('One.\n\n* * *\n\n---\n\nTwo.')).toEqual(['paragraph: One.', 'paragraph: Two.']);
  });
});

describe('headings', () => {
  const text = 'The partnership was launched last week in Turku.';

  it.each([
    'Founding members',
    'Chongqing: A Center of Economic and Industrial Growth',
    'What will you remember first?',
    'You have seen them all. Which was best?',
    'Thanks to Dr. Østmo',
  ])('are short lines apart, without a sentence’s end: %s', (heading) => {
    expect(outline(`${text}\n\n${heading}\n\n${text}`)[1]).toBe(`heading: ${heading}`);
  });

  it.each([
    'It rained.',
    'The programme included:',
    'By Ana Lopez',
    'and so they went',
    '14.30',
    'They met; they left,',
  ])('are not: %s', (line) => {
    expect(outline(`${text}\n\n${line}\n\n${text}`)[1]).toBe(`paragraph: ${line}`);
  });

  it('may stand directly above their text or list', () => {
    expect(
      outline(`What they signed\n${text}\nWhat they saw\n- Tuesday: the lock\n- Friday: the barrage`),
    ).toEqual([
      'heading: What they signed',
      `paragraph: ${text}`,
      'heading: What they saw',
      'item: Tuesday: the lock < What they saw',
      'item: Friday: the barrage < What they saw',
    ]);
  });

  it('may be numbered, above their text', () => {
    expect(outline(`1. Opening\n${text}\n\n2. Budget and staff\n${text}`)).toEqual([
      'heading: Opening',
      `paragraph: ${text}`,
      'heading: Budget and staff',
      `paragraph: ${text}`,
    ]);
  });

  it('are what the markup says, sentence or not', () => {
    expect(
      outline(
        `## It rained. Then it stopped.\n${text}\n\n**Next steps**\n\n${text}\n\nUnderlined\n---\n\n${text}`,
      ),
    ).toEqual([
      'heading: It rained. Then it stopped.',
      `paragraph: ${text}`,
      'heading: Next steps',
      `paragraph: ${text}`,
      'heading: Underlined',
      `paragraph: ${text}`,
    ]);
  });

  it('are not at the end, where nothing follows', () => {
    expect(outline(`${text}\n\nInterview: Lukas Drießen`)[1]).toBe('paragraph: Interview: Lukas Drießen');
  });

  it('are no dateline at the top', () => {
    expect(outline(`Szeged, 4–6 May 2022\n\n${text}`)[0]).toBe('paragraph: Szeged, 4–6 May 2022');
  });

  it('are no lines of verse or of an address', () => {
    expect(outline(`${text}\n\nRed River\n\nBlue Sky\n\nGreen Hill\n\n${text}`).slice(1, 4)).toEqual([
      'paragraph: Red River',
      'paragraph: Blue Sky',
      'paragraph: Green Hill',
    ]);
  });
});

describe('lists', () => {
  it.each([
    ['•', '  • A walk\n  • A talk'],
    ['-', '- A walk\n- A talk'],
    ['*', '* A walk\n* A talk'],
    ['–', '– A walk\n– A talk'],
    ['1.', '1. A walk\n2. A talk'],
    ['1)', '1) A walk\n2) A talk'],
    ['(a)', '(a) A walk\n(b) A talk'],
    ['with gaps', '• A walk\n\n• A talk'],
    ['HTML', '<ul><li>A walk</li><li>A talk</li></ul>'],
  ])('have items without their marks, and the lead-in: %s', (_, list) => {
    expect(outline(`They took part.\n\nIt included:\n\n${list}\n\nThey left.`).slice(1)).toEqual([
      'paragraph: It included:',
      'item: A walk < It included:',
      'item: A talk < It included:',
      'paragraph: They left.',
    ]);
  });

  it('join the lines that go on with an item', () => {
    expect(outline('Seen:\n- A walk along the flood\n  meadows\n- A talk')).toEqual([
      'paragraph: Seen:',
      'item: A walk along the flood\n  meadows < Seen:',
      'item: A talk < Seen:',
    ]);
  });

  it('end where a line stands below that is no item', () => {
    expect(
      outline(
        'Adopted:\n- no loan is free;\n- insurance is paid.\nA proposal by Szeged to charge a fee was withdrawn.',
      ).at(-1),
    ).toBe('paragraph: A proposal by Szeged to charge a fee was withdrawn.');
  });

  it('may stand in each other', () => {
    expect(outline('Visits\n- Ports\n  - Vigo\n  - Brest\n- Cities\n– Turku')).toEqual([
      'heading: Visits',
      'item: Ports < Visits',
      'item: Vigo < Ports',
      'item: Brest < Ports',
      'item: Cities < Visits',
      'item: Turku < Visits',
    ]);
  });

  it('hold the lines of an agenda, and the choices below one of them', () => {
    expect(
      outline(
        'Tuesday 5/3\n\n08:00 Registration\n14:00 Visits, choose one:\n– Group A: the quay\n– Group B: the hall\n18:30 Lecture',
      ),
    ).toEqual([
      'heading: Tuesday 5/3',
      'item: 08:00 Registration < Tuesday 5/3',
      'item: 14:00 Visits, choose one: < Tuesday 5/3',
      'item: Group A: the quay < 14:00 Visits, choose one:',
      'item: Group B: the hall < 14:00 Visits, choose one:',
      'item: 18:30 Lecture < Tuesday 5/3',
    ]);
  });

  it('hold the fields of a notice', () => {
    expect(outline('They meet again.\n\nCalendar\nDeadline: 26 February\nJury meeting: mid-April')).toEqual([
      'paragraph: They meet again.',
      'heading: Calendar',
      'item: Deadline: 26 February < Calendar',
      'item: Jury meeting: mid-April < Calendar',
    ]);
  });

  it('have no lead-in at the start, nor from the category line', () => {
    expect(outline('- One\n- Two')).toEqual(['item: One', 'item: Two']);
    expect(outline('Categorized as News\n\n- One\n- Two').slice(1)).toEqual(['item: One', 'item: Two']);
  });

  it('do not begin with a date or a year', () => {
    expect(outline('3. Mai war ein Feiertag.\n\n12. Juni auch.')).toEqual([
      'paragraph: 3. Mai war ein Feiertag.',
      'paragraph: 12. Juni auch.',
    ]);
  });

  it('do not take the answers of an interview for fields', () => {
    expect(outline('Q: Who answers?\nA: Mostly Dr. Anker in Tromsø.')).toEqual([
      'heading: Q: Who answers?',
      'paragraph: A: Mostly Dr. Anker in Tromsø.',
    ]);
  });

  it('with numbers may be paragraphs of several sentences', () => {
    expect(outline('1. Loans. The Table approved 27 loans.\n\n2. Budget. It was kept.')).toEqual([
      'paragraph: Loans. The Table approved 27 loans.',
      'paragraph: Budget. It was kept.',
    ]);
  });
});

describe('tables', () => {
  it('have rows without the outer pipes, and the header row as lead-in', () => {
    expect(outline('The lots:\n\n| Lot | Theme |\n|:--|---|\n| A | Water |\n| B |  Waste |')).toEqual([
      'paragraph: The lots:',
      'row: Lot | Theme',
      'row: A | Water < Lot | Theme',
      'row: B |  Waste < Lot | Theme',
    ]);
  });

  it('may lack the separator and the outer pipes', () => {
    expect(outline('Criterion | Points\nCost | 15\nClarity | 10')).toEqual([
      'row: Criterion | Points',
      'row: Cost | 15 < Criterion | Points',
      'row: Clarity | 10 < Criterion | Points',
    ]);
  });

  it('are lists where the header holds nothing', () => {
    expect(outline('The lots:\n\n|  |  |\n|---|---|\n| A | Water |\n| B | Waste |')).toEqual([
      'paragraph: The lots:',
      'item: A | Water < The lots:',
      'item: B | Waste < The lots:',
    ]);
  });

  it('are lists where no row is a header', () => {
    expect(outline('Wednesday 4 May\n09:00 | Registration\n09:45 | Welcome')).toEqual([
      'heading: Wednesday 4 May',
      'item: 09:00 | Registration < Wednesday 4 May',
      'item: 09:45 | Welcome < Wednesday 4 May',
    ]);
  });

  it('stay in the body as they are written', () => {
    const table = '| Lot | Theme |\n|---|---|\n| A | Water &amp; waste |';
    expect(article(table).body).toBe(table.replace('&amp;', '&'));
  });

  it('need more than one pipe in a sentence', () => {
    expect(outline('He wrote a | b on the wall.\n\nThen he left.')[0]).toBe(
      'paragraph: He wrote a | b on the wall.',
    );
  });
});

describe('what the front matter says already', () => {
  it('is meta: the category', () => {
    expect(outline('Categorized as  news\n\nText.')[0]).toBe('meta: Categorized as  news');
    expect(outline('Categorized as Sport\n\nText.')[0]).not.toMatch(/^meta/);
  });

  it('is meta: the title', () => {
    expect(outline('# A title\n\nText.')).toEqual(['meta: A title', 'paragraph: Text.']);
  });
});
