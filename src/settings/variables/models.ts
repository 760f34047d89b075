import { z } from 'zod';
import { oneOf, onOff, text } from '../kinds.ts';
import { group } from '../variable.ts';

export const modelVariables = group('Models', {
  ATTACHE_CACHE_DIR: {
    schema: text,
    about: 'folder for built models and vectors',
    otherwise: "the user's cache folder",
  },
  ATTACHE_EMBEDDING_MODEL: {
    schema: text,
    about: '`default`, a model of the Hugging Face hub, or a folder',
    otherwise: 'all-MiniLM-L6-v2 from the installed package, adapted to the search',
  },
  ATTACHE_EMBEDDING_DTYPE: {
    schema: oneOf('fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'bnb4', 'q4f16'),
    about: "number format of the embedding model's weights",
    otherwise: 'q8',
  },
  ATTACHE_EMBEDDING_POOLING: {
    schema: oneOf('mean', 'cls'),
    about: "how a text's vector is made of its tokens': `mean` or `cls`",
    otherwise: 'mean',
  },
  ATTACHE_EMBEDDING_QUERY_PREFIX: {
    // Not trimmed: models want the blank after 'query:'.
    schema: z.string(),
    about: 'put before each question, as some models want (`query: `)',
    otherwise: 'nothing',
  },
  ATTACHE_EMBEDDING_PASSAGE_PREFIX: {
    schema: z.string(),
    about: 'put before each passage, likewise (`passage: `)',
    otherwise: 'nothing',
  },
  ATTACHE_READER: {
    schema: onOff,
    default: 'on',
    about: 'off chooses answers without reading: faster, less often right',
  },
  ATTACHE_READER_MODEL: {
    schema: text,
    about: 'another question-answering model, of the hub or in a folder',
    otherwise: 'the one that ships',
  },
});
