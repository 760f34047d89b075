import { expect, it } from 'vitest';
import { WordPressApi } from '../../../src/retrieval/sources/wordpress/wordpress-api.ts';

it('shows no key of the interface’s address where that gives no list', async () => {
  const api = new WordPressApi('https://example.org/?rest_route=/&key=s3cret', {
    get: async ({ url }) => ({
      kind: 'fetched',
      url,
      mediaType: 'application/json',
      text: '{}',
      etag: null,
      lastModified: null,
      headers: {},
    }),
    close: async () => undefined,
  });
  const failure = await api.posts(1).catch((error: Error) => error);
  expect(failure).toMatchObject({
    message: expect.stringMatching(/^'https:\/\/example\.org\/\?.*' is no list of posts/),
  });
  expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('s3cret');
});
