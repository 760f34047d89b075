import { expect, it } from 'vitest';
import { formatDay, longDay } from '../../../src/retrieval/dates/format.ts';

it('writes a day short and long', () => {
  expect(formatDay('2023-11-14')).toBe('14 Nov 2023');
  expect(longDay('2023-11-14')).toBe('14 November 2023');
  expect(formatDay('2022-05-03')).toBe('3 May 2022');
});
