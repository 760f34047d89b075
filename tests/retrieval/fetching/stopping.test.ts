import { describe, expect, it } from 'vitest';
import { until } from '../../bots/until.ts';
import { openFor, page } from './fetching.ts';
import { respond, startSite } from './local-site.ts';
import { ManualClock } from './manual-clock.ts';

const HTML = { 'content-type': 'text/html' };
const ok = respond(HTML, 'here');

describe('fetching', () => {
  it('stops at once when it was stopped before', async () => {
    const site = await startSite({ '/a': ok });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(openFor(site).get({ ...page(`${site.origin}/a`), signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(site.connections()).toBe(0);
  });

  it.each(['/robots.txt', '/a'])('stops while the server thinks about %s', async (path) => {
    const site = await startSite({ [path]: () => {} });
    const controller = new AbortController();
    const outcome = openFor(site).get({ ...page(`${site.origin}/a`), signal: controller.signal });
    await until('the request', () => site.asked.length === 1);
    controller.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('stops within a page', async () => {
    let left = false;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, HTML);
        response.write('half of ');
        response.on('close', () => {
          left = true;
        });
      },
    });
    const controller = new AbortController();
    const outcome = openFor(site).get({ ...page(`${site.origin}/a`), signal: controller.signal });
    await until('the request', () => site.asked.length === 1);
    controller.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
    await until('the server is left', () => left);
  });

  it('stops while it rests before another attempt', async () => {
    const clock = new ManualClock();
    clock.standsStill = true;
    const site = await startSite({ '/a': respond({}, '', 503) });
    const controller = new AbortController();
    const outcome = openFor(site, { clock }).get({ ...page(`${site.origin}/a`), signal: controller.signal });
    await until('the rest', () => clock.pauses.length === 1);
    controller.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
    expect(site.asked).toHaveLength(1);
  });

  it('lets the others wait for their turn when one gives up waiting', async () => {
    const answers: (() => void)[] = [];
    const site = await startSite({
      '/a': (request, response) => answers.push(() => ok(request, response)),
      '/b': ok,
      '/c': ok,
    });
    const fetcher = openFor(site);
    const controller = new AbortController();
    const first = fetcher.get(page(`${site.origin}/a`));
    await until('the first request', () => answers.length === 1);
    const second = fetcher.get({ ...page(`${site.origin}/b`), signal: controller.signal });
    const third = fetcher.get(page(`${site.origin}/c`));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'ABORTED' });
    expect(site.asked.map(({ url }) => url)).toEqual(['/a']);
    answers[0]?.();
    await Promise.all([first, third]);
    expect(site.asked.map(({ url }) => url)).toEqual(['/a', '/c']);
  });

  it('does not go on after one stopped while robots.txt was asked for', async () => {
    const answers: (() => void)[] = [];
    const site = await startSite({
      '/robots.txt': (request, response) => answers.push(() => respond(HTML, '')(request, response)),
      '/a': ok,
    });
    const fetcher = openFor(site);
    const controller = new AbortController();
    const first = fetcher.get({ ...page(`${site.origin}/a`), signal: controller.signal });
    const second = fetcher.get(page(`${site.origin}/a`));
    await until('the request', () => answers.length === 1);
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'ABORTED' });
    answers[0]?.();
    expect((await second).kind).toBe('fetched');
    expect(site.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/a']);
  });

  it('ends when the fetcher is closed, and does not begin again', async () => {
    const site = await startSite({ '/a': () => {}, '/b': ok });
    const fetcher = openFor(site);
    const outcome = fetcher.get(page(`${site.origin}/a`));
    await until('the request', () => site.asked.length === 1);
    await Promise.all([fetcher.close(), expect(outcome).rejects.toMatchObject({ code: 'CLOSED' })]);
    await expect(fetcher.get(page(`${site.origin}/b`))).rejects.toMatchObject({ code: 'CLOSED' });
    await fetcher.close();
  });
});
