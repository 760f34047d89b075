import { describe, expect, it } from 'vitest';
import { AllowedHosts } from '../../../src/retrieval/fetching/allowed-hosts.ts';
import { fetched, openFor, page, refusal } from './fetching.ts';
import { redirectTo, respond, startSite } from './local-site.ts';

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with status %i is followed', async (status) => {
    const site = await startSite({ '/old': redirectTo('/new', status), '/new': 'here' });
    const result = await fetched(openFor(site), page(`${site.origin}/old`));
    expect(result).toMatchObject({ text: 'here', url: `${site.origin}/new` });
  });

  it('is followed five times', async () => {
    const site = await startSite({
      '/0': redirectTo('/1'),
      '/1': redirectTo('/2'),
      '/2': redirectTo('/3'),
      '/3': redirectTo('/4'),
      '/4': redirectTo('/5'),
      '/5': 'here',
    });
    expect((await fetched(openFor(site), page(`${site.origin}/0`))).text).toBe('here');
  });

  it('that leads on without end is left', async () => {
    const site = await startSite({
      '/next': (request, response) => {
        const step = Number(new URL(request.url ?? '', 'http://site').searchParams.get('step'));
        redirectTo(`/next?step=${step + 1}`)(request, response);
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/next?step=0`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toBe(
      `${site.origin}/next?step=0: redirects more than 5 times, which is not followed`,
    );
    expect(site.asked).toHaveLength(6);
  });

  it('that leads back is named a circle', async () => {
    const site = await startSite({ '/a': redirectTo('/b#part'), '/b': redirectTo('/a') });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain('redirects in a circle, back to');
    expect(site.asked).toHaveLength(2);
  });

  it.each([
    ['file:///etc/passwd', 'redirects to file:///etc/passwd: that only http and https'],
    ['http://169.254.169.254/latest/', 'redirects to http://169.254.169.254/latest/: that is not on'],
    ['http://127.0.0.1:1/', 'redirects to http://127.0.0.1:1/: that is not on'],
    ['https://example.com/a', 'redirects to https://example.com/a: that is not on'],
    ['//example.com/a', 'redirects to http://example.com/a: that is not on'],
    ['http://', 'redirects to http://: that is not a web address'],
  ])('to %s is refused', async (location, reason) => {
    const site = await startSite({ '/a': redirectTo(location) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('address-refused');
    expect(error.message).toContain(reason);
    expect(site.asked).toHaveLength(1);
  });

  it('to another host on this machine does not reach it', async () => {
    const other = await startSite({ '/secret': 'secret' });
    const site = await startSite({ '/a': redirectTo(`${other.origin}/secret`) });
    expect((await refusal(openFor(site).get(page(`${site.origin}/a`)))).failure).toBe('address-refused');
    expect(other.connections()).toBe(0);
  });

  it('with a password does not get it into the message', async () => {
    const site = await startSite({});
    const { origin, host } = site;
    const linked = await startSite({ '/a': redirectTo(`http://olga:hunter2@${host}/b`) });
    const error = await refusal(
      openFor(linked, { hosts: [linked.host, host] }).get(page(`${linked.origin}/a`)),
    );
    expect(error.message).toContain(`redirects to ${origin}/b: that bears a user name or password`);
    expect(error.message).not.toMatch(/olga|hunter2/);
  });

  it('is not followed where robots.txt refuses its target', async () => {
    const site = await startSite({
      '/robots.txt': 'User-agent: *\nDisallow: /private/',
      '/a': redirectTo('/private/b'),
      '/private/b': 'secret',
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('address-refused');
    expect(site.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/a']);
  });

  it('may lead to an address that is not encoded', async () => {
    const site = await startSite({
      '/a': (_request, response) => {
        response.socket?.end(
          'HTTP/1.1 301 Moved\r\nConnection: close\r\nLocation: /ąę\r\nContent-Length: 0\r\n\r\n',
        );
      },
      '/%C4%85%C4%99': 'here',
    });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe('here');
  });

  it('that does not say where to is unusable', async () => {
    const site = await startSite({ '/a': respond({}, '', 302) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error).toMatchObject({ failure: 'unusable' });
    expect(error.message).toContain('redirects, but does not say where to');
  });

  it('may change from http to https, but not back', () => {
    const hosts = new AllowedHosts(['example.org']);
    expect(hosts.admitRedirect('https://www.example.org/a', new URL('http://example.org/a')).href).toBe(
      'https://www.example.org/a',
    );
    expect(() => hosts.admitRedirect('http://example.org/b', new URL('https://example.org/a'))).toThrow(
      'redirects to http://example.org/b: that would leave https for http, which is not followed',
    );
  });
});
