import { describe, expect, it } from 'vitest';
import { isAnaphoric } from '../../../src/answers/question/follow-up.ts';

describe('isAnaphoric', () => {
  it.each([
    'who led them in Loja?',
    'and who led the Finns?',
    'was that before Loja joined?',
    'When was that?',
    'what happened after that in Loja?',
    'who came there from Loja?',
    'who went to Loja and stayed there',
    'who was there from Loja?',
    'which one went to Loja?',
    'did Loja win the same prize?',
    'what about Loja',
    'Did Wang lead that delegation?',
    'Who visited Loja that day?',
    'Does Loja have that too?',
    'who from Loja was there?',
    'which mayors were there in October?',
    'what else did Loja sign?',
  ])('hears in “%s” something said before', (question) => {
    expect(isAnaphoric(question)).toBe(true);
  });

  it.each([
    'Was there a visit to Loja?',
    'Are there meetings in Loja?',
    'how many guests were there in Loja?',
    'Did any towns visit Loja?',
    'Which are the towns that visited Loja?',
    'who said that Loja would leave?',
    'how many went to Loja in one day?',
    'who else visited Loja?',
    'who visited both Loja and Vidin?',
    'who visited Loja?',
  ])('takes “%s” for a question of its own', (question) => {
    expect(isAnaphoric(question)).toBe(false);
  });
});
