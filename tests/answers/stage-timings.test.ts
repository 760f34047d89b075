import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../src/answers/create-assistant.ts';
import { type StageTimings, Stopwatch } from '../../src/answers/stage-timings.ts';

describe('Stopwatch', () => {
  it('gives each moment to the stage that ends next, and adds up what a stage takes in turns', () => {
    const watch = new Stopwatch();
    expect(watch.timings).toEqual({});
    watch.lap('resolve');
    watch.lap('read');
    const { read = 0 } = watch.timings;
    watch.lap('read');
    expect(Object.keys(watch.timings)).toEqual(['resolve', 'read']);
    expect(watch.timings.read).toBeGreaterThanOrEqual(read);
  });
});

describe('onTimings', () => {
  it('is told of every stage of a question, in their order, and of nothing for small talk', async () => {
    const assistant = await createAssistant();
    try {
      const told: StageTimings[] = [];
      const onTimings = (timings: StageTimings) => void told.push(timings);
      const { ms } = await assistant.ask('who visited Ljubljana in October?', { onTimings });
      await assistant.ask('hello', { onTimings });
      expect(told.map((timings) => Object.keys(timings))).toEqual([
        ['resolve', 'retrieve', 'read', 'choose'],
      ]);
      const sum = Object.values(told[0] ?? {}).reduce((total, took) => total + took, 0);
      expect(sum).toBeGreaterThan(0);
      expect(Math.abs(sum - ms)).toBeLessThan(ms);
    } finally {
      await assistant.close();
    }
  });
});
