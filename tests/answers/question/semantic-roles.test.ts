import { describe, expect, it } from 'vitest';
import { roleAgreement, roleMentions } from '../../../src/answers/question/semantic-roles.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';

const analyser = createAnalyser();
const NAMES = new Set(['tartu', 'cuenca', 'loja', 'san', 'pedro', 'ndrc']);

/** The roles that a text gives to the names above. */
function rolesIn(text: string) {
  const names = analyser.terms(text).filter(({ folded }) => NAMES.has(folded));
  return roleMentions(text, names);
}

function told(text: string) {
  const roles: Record<string, string> = {};
  for (const { term, role } of rolesIn(text)) roles[term] = roles[term] ? `${roles[term]},${role}` : role;
  return roles;
}

describe('semantic roles', () => {
  it.each([
    'Tartu visited Cuenca',
    'four planners from Tartu came to Cuenca',
    'the Tartu delegation in Cuenca',
    'Cuenca hosted Tartu',
    'Cuenca will soon welcome the mayor of Tartu',
    'a delegation of the city of Tartu flew to Cuenca',
    'Cuenca was visited by Tartu',
    'Tartu was received by Cuenca',
    'Visit of Tartu to Cuenca',
    "on Tartu's return visit to Cuenca",
    "Tartu's deputy mayor travelled to Cuenca",
    'the cuenca visit of the tartu guests',
    'when was tartu in cuenca',
    'when did cuenca receive the tartu people',
    'how many bikes did tartu lend to cuenca',
  ])("Tartu goes to Cuenca in '%s'", (text) => {
    expect(told(text)).toEqual({ tartu: 'source', cuenca: 'goal' });
  });

  it('are shared by names that stand together', () => {
    expect(told('delegates from Tartu, San Pedro and Loja visited Cuenca')).toEqual({
      tartu: 'source',
      san: 'source',
      pedro: 'source',
      loja: 'source',
      cuenca: 'goal',
    });
  });

  it('are both kept where a text tells of a journey there and back', () => {
    expect(told('Tartu visited Cuenca. In May Cuenca came to Tartu.')).toEqual({
      tartu: 'source,goal',
      cuenca: 'goal,source',
    });
  });

  it.each(['Tartu planted trees', 'the budget of Cuenca', 'Loja, 14 May', '40 km from Tartu', ''])(
    "are not guessed in '%s'",
    (text) => {
      expect(told(text)).toEqual({});
    },
  );

  it('do not reach beyond a clause', () => {
    expect(told('They came to. Tartu')).toEqual({});
  });

  it('take no longer for a long run of fillers', () => {
    expect(told(`${'the city of '.repeat(5000)}Tartu`)).toEqual({});
  });
});

describe('agreement on roles', () => {
  const asked = rolesIn('when did tartu visit cuenca');

  it.each([
    ['the same way round', 'Cuenca welcomed Tartu', 1],
    ['the other way round', 'Cuenca visited Tartu', -1],
    ['nothing of the kind', 'Tartu and Cuenca are twins', 0],
    ['half of it', 'guests came to Cuenca', 0.5],
    ['both ways', 'Cuenca visited Tartu. Tartu visited Cuenca.', 1],
  ])('with a text that tells %s', (_, text, agreement) => {
    expect(roleAgreement(asked, () => rolesIn(text))).toBe(agreement);
  });

  it('is nought where the question tells no roles', () => {
    expect(roleAgreement(rolesIn('what is tartu famous for'), () => rolesIn('Tartu visited Cuenca'))).toBe(0);
  });
});
