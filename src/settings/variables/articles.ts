import { text } from '../kinds.ts';
import { group } from '../variable.ts';

export const articleVariables = group('Articles', {
  ATTACHE_CORPUS: { schema: text, about: 'folder with the articles', otherwise: 'the articles that ship' },
});
