import type { LocalizationMap } from 'discord.js';

/** The commands' words in one language. Names of commands and options are lower case without spaces. */
interface Words {
  readonly ask: string;
  readonly askDescription: string;
  readonly question: string;
  readonly questionDescription: string;
  readonly private: string;
  readonly privateDescription: string;
  readonly since: string;
  readonly sinceDescription: string;
  readonly until: string;
  readonly untilDescription: string;
  readonly articles: string;
  readonly articlesDescription: string;
  readonly search: string;
  readonly searchDescription: string;
  /** The entry of a message's menu; may have spaces and capitals. */
  readonly find: string;
}

export const ENGLISH: Words = {
  ask: 'ask',
  askDescription: "Ask the programme's news articles: the answer is a quote with its source",
  question: 'question',
  questionDescription: 'What would you like to know?',
  private: 'private',
  privateDescription: 'Show the answer to me only',
  since: 'since',
  sinceDescription: 'Only what happened on this day or later: 2023-10-14, 2023-10 or 2023',
  until: 'until',
  untilDescription: 'Only what happened on this day or earlier: 2023-10-14, 2023-10 or 2023',
  articles: 'articles',
  articlesDescription: 'List the articles that the answers come from',
  search: 'search',
  searchDescription: 'Words of the title or category',
  find: 'Find this in the articles',
};

const SPANISH: Words = {
  ask: 'preguntar',
  askDescription: 'Pregunta a los artículos del programa: la respuesta es una cita con su fuente',
  question: 'pregunta',
  questionDescription: '¿Qué te gustaría saber?',
  private: 'privado',
  privateDescription: 'Mostrar la respuesta solo a mí',
  since: 'desde',
  sinceDescription: 'Solo lo ocurrido ese día o después: 2023-10-14, 2023-10 o 2023',
  until: 'hasta',
  untilDescription: 'Solo lo ocurrido ese día o antes: 2023-10-14, 2023-10 o 2023',
  articles: 'artículos',
  articlesDescription: 'Lista de los artículos de los que salen las respuestas',
  search: 'buscar',
  searchDescription: 'Palabras del título o de la categoría',
  find: 'Buscar en los artículos',
};

/**
 * By Discord's locale (https://docs.discord.com/developers/reference#locales). Slovene is not among them: Discord has
 * no Slovene interface, and refuses the key `sl`; people there see the English names.
 */
const TRANSLATIONS: Readonly<Partial<Record<keyof LocalizationMap, Words>>> = {
  de: {
    ask: 'fragen',
    askDescription: 'Die Artikel des Programms fragen: Die Antwort ist ein Zitat mit Quelle',
    question: 'frage',
    questionDescription: 'Was möchtest du wissen?',
    private: 'privat',
    privateDescription: 'Die Antwort nur mir zeigen',
    since: 'seit',
    sinceDescription: 'Nur was an diesem Tag oder später geschah: 2023-10-14, 2023-10 oder 2023',
    until: 'bis',
    untilDescription: 'Nur was an diesem Tag oder früher geschah: 2023-10-14, 2023-10 oder 2023',
    articles: 'artikel',
    articlesDescription: 'Die Artikel auflisten, aus denen die Antworten stammen',
    search: 'suche',
    searchDescription: 'Wörter aus Titel oder Rubrik',
    find: 'In den Artikeln suchen',
  },
  fr: {
    ask: 'demander',
    askDescription: 'Interroger les articles du programme : la réponse est une citation avec sa source',
    question: 'question',
    questionDescription: 'Que souhaitez-vous savoir ?',
    private: 'privé',
    privateDescription: "N'afficher la réponse qu'à moi",
    since: 'depuis',
    sinceDescription: "Seulement ce qui s'est passé ce jour-là ou après : 2023-10-14, 2023-10 ou 2023",
    until: 'jusque',
    untilDescription: "Seulement ce qui s'est passé ce jour-là ou avant : 2023-10-14, 2023-10 ou 2023",
    articles: 'articles',
    articlesDescription: "Lister les articles d'où viennent les réponses",
    search: 'recherche',
    searchDescription: 'Mots du titre ou de la rubrique',
    find: 'Chercher dans les articles',
  },
  it: {
    ask: 'chiedi',
    askDescription: 'Chiedi agli articoli del programma: la risposta è una citazione con la fonte',
    question: 'domanda',
    questionDescription: 'Che cosa vuoi sapere?',
    private: 'privato',
    privateDescription: 'Mostra la risposta solo a me',
    since: 'dal',
    sinceDescription: 'Solo ciò che è accaduto quel giorno o dopo: 2023-10-14, 2023-10 o 2023',
    until: 'fino',
    untilDescription: 'Solo ciò che è accaduto quel giorno o prima: 2023-10-14, 2023-10 o 2023',
    articles: 'articoli',
    articlesDescription: 'Elenca gli articoli da cui vengono le risposte',
    search: 'cerca',
    searchDescription: 'Parole del titolo o della categoria',
    find: 'Cerca negli articoli',
  },
  'es-ES': SPANISH,
  'es-419': SPANISH,
  'zh-CN': {
    ask: '提问',
    askDescription: '向项目的新闻文章提问：回答是带出处的原文引用',
    question: '问题',
    questionDescription: '您想了解什么？',
    private: '私密',
    privateDescription: '仅向我显示回答',
    since: '起始',
    sinceDescription: '仅限当天或之后发生的事：2023-10-14、2023-10 或 2023',
    until: '截止',
    untilDescription: '仅限当天或之前发生的事：2023-10-14、2023-10 或 2023',
    articles: '文章',
    articlesDescription: '列出回答所依据的文章',
    search: '搜索',
    searchDescription: '标题或类别中的词',
    find: '在文章中查找',
  },
  'zh-TW': {
    ask: '提問',
    askDescription: '向計畫的新聞文章提問：回答是附出處的原文引用',
    question: '問題',
    questionDescription: '您想了解什麼？',
    private: '私密',
    privateDescription: '僅向我顯示回答',
    since: '起始',
    sinceDescription: '僅限當天或之後發生的事：2023-10-14、2023-10 或 2023',
    until: '截止',
    untilDescription: '僅限當天或之前發生的事：2023-10-14、2023-10 或 2023',
    articles: '文章',
    articlesDescription: '列出回答所依據的文章',
    search: '搜尋',
    searchDescription: '標題或類別中的詞',
    find: '在文章中尋找',
  },
};

/** One word or phrase in every language but English. */
export function translations(key: keyof Words): LocalizationMap {
  return Object.fromEntries(Object.entries(TRANSLATIONS).map(([locale, words]) => [locale, words[key]]));
}
