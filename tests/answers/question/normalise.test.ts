import { describe, expect, it } from 'vitest';
import { normaliseQuestion } from '../../../src/answers/question/normalise.ts';

describe('a normalised question', () => {
  it.each([
    ['who visited Ljub\u00adlja\u00adna?', 'who visited Ljubljana?'],
    ['\u202ewho\u202c came', 'who came'],
    ['who\u200bcame\u0007 in\r\n May', 'who came in May'],
    ['می\u200cروم', 'می\u200cروم'],
    ['Z\u030curich', 'Žurich'],
  ])('of %j is %j', (message, question) => {
    expect(normaliseQuestion(message)).toBe(question);
  });
});
