import { describe, expect, it } from 'vitest';
import { answerTypeOf } from '../../../src/answers/question/answer-type.ts';
import { asksForSeveral } from '../../../src/answers/question/asks-for-several.ts';

describe('answerTypeOf', () => {
  it.each([
    ['who led the delegation', 'person'],
    ['hi, do you know when the forum was?', 'date'],
    ['on which day did they sign', 'date'],
    ['where did they meet', 'place'],
    ['why was it postponed', 'reason'],
    ['how many delegates came', 'count'],
    ['how much did the plant cost', 'amount'],
    ['how far is it', 'amount'],
    ['how long did the training take', 'duration'],
    ['how many weeks did it take', 'duration'],
    ['what does JSC stand for', 'definition'],
    ['list the networks please', 'list'],
    ['which three sites did they see', 'list'],
    ['did they sign it', 'yes_no'],
  ])('expects of “%s” a %s', (question, type) => {
    expect(answerTypeOf(question)).toBe(type);
  });
});

describe('asksForSeveral', () => {
  it.each([
    ['which cities joined', 'yes'],
    ['list the members', 'yes'],
    ['what did they decide', 'maybe'],
    ['what has the port done against leaks', 'maybe'],
    ['programme on tuesday', 'maybe'],
    ['which company builds ships', 'maybe'],
    ['what was on the programme at the venue', 'maybe'],
    ['which city joined', 'no'],
    ['who led the delegation', 'no'],
    ['how many cities joined', 'no'],
    ['when did it start', 'no'],
  ])('of “%s”: %s', (question, several) => {
    expect(asksForSeveral(question, answerTypeOf(question))).toBe(several);
  });
});
