import type { Season } from '../periods.ts';

/** The words of English that dates are written with. All keys are lower case. */

const numbered = (names: readonly string[]): (readonly [string, number])[] =>
  names.map((name, index) => [name, index + 1] as const);

/** English month names in full. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  numbered([
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ]),
);

/** Abbreviations: they need a day, a year or a full stop beside them. */
export const SHORT_MONTHS: ReadonlyMap<string, number> = new Map([
  ['jan', 1],
  ['feb', 2],
  ['mar', 3],
  ['apr', 4],
  ['jun', 6],
  ['jul', 7],
  ['aug', 8],
  ['sep', 9],
  ['sept', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
]);

/** Months whose names are also verbs or given names: alone, they need a preposition. */
export const AMBIGUOUS_MONTHS: ReadonlySet<string> = new Set(['march', 'april', 'may', 'june', 'august']);

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  numbered(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
);

/** Abbreviations: 'sat', 'sun' and 'wed' are words of their own, so that a day and month must follow. */
export const SHORT_WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ['mon', 1],
  ['tue', 2],
  ['tues', 2],
  ['wed', 3],
  ['thu', 4],
  ['thur', 4],
  ['thurs', 4],
  ['fri', 5],
  ['sat', 6],
  ['sun', 7],
]);

/** Words that make a weekday the name of one feast or event: 'Good Friday', 'Black Friday'. */
export const FEAST_WORDS: ReadonlySet<string> = new Set([
  'good',
  'black',
  'ash',
  'easter',
  'whit',
  'palm',
  'shrove',
  'cyber',
  'holy',
  'maundy',
  'bloody',
  'super',
]);

export const SEASONS: ReadonlyMap<string, Season> = new Map([
  ['spring', 'spring'],
  ['springtime', 'spring'],
  ['summer', 'summer'],
  ['summertime', 'summer'],
  ['autumn', 'autumn'],
  ['fall', 'autumn'],
  ['winter', 'winter'],
  ['wintertime', 'winter'],
]);

/** Nouns that a season only describes: 'summer school', 'winter tyres', 'spring water'. */
export const SEASONAL_NOUNS: ReadonlySet<string> = new Set(
  (
    'school schools camp camps tyre tyres tire tires olympics games sport sports university academy palace ' +
    'edition festival fair semester term time clothes coat coats water waters roll rolls onion onions wheat ' +
    'barley garden gardens solstice equinox service timetable schedule programme program road roads house houses ' +
    'cottage job jobs course courses residence quarters bench sale sales statement conditions cold heat market ' +
    'markets clean cleaning'
  ).split(' '),
);

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ...numbered([
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ]),
  ['fifteen', 15],
  ['eighteen', 18],
  ['twenty', 20],
  ['thirty', 30],
  ['fifty', 50],
]);

export const ORDINAL_WORDS: ReadonlyMap<string, number> = new Map([
  ...numbered(['first', 'second', 'third', 'fourth', 'fifth']),
  ['last', -1],
]);

/** Centuries that are written out. */
export const CENTURY_WORDS: ReadonlyMap<string, number> = new Map([
  ['tenth', 10],
  ['eleventh', 11],
  ['twelfth', 12],
  ['thirteenth', 13],
  ['fourteenth', 14],
  ['fifteenth', 15],
  ['sixteenth', 16],
  ['seventeenth', 17],
  ['eighteenth', 18],
  ['nineteenth', 19],
  ['twentieth', 20],
]);

export const UNITS: ReadonlyMap<string, 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year'> = new Map([
  ['day', 'day'],
  ['days', 'day'],
  ['week', 'week'],
  ['weeks', 'week'],
  ['weekend', 'weekend'],
  ['month', 'month'],
  ['months', 'month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
  ['years', 'year'],
]);

/** Prepositions and the like that announce a time when an ambiguous month follows: 'in May', 'early March'. */
export const TIME_PREPOSITIONS: ReadonlySet<string> = new Set(
  (
    'in since until till by before after from during for of between around throughout through early mid late ' +
    'last next previous following coming past each every only to till circa about both either'
  ).split(' '),
);

/** Words after which a lower-case noun is not to be expected: 'in 2021 the city', 'May and June'. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those his her its their our my your and or but nor as at by for from in into of off on ' +
    'onto out over per since than through till to under until up upon via was were is are be been being has have had ' +
    'does did do will would shall should can could may might must who which what whose where when why how while if ' +
    'because so then there here not no also only already still again both each all some any most many more less few ' +
    'one two three four five six seven eight nine ten eleven twelve he she it they we you i us them him us-china ' +
    'with without within before after during between about against along around among across towards plus versus ' +
    'however thus hence later earlier last next first second third just even yet almost nearly alone too onwards ' +
    'inclusive unless although though whereas instead despite thanks regards others yours ours always perhaps ' +
    'sometimes afterwards nowadays overseas besides'
  ).split(' '),
);

/** Measures: a number before one of them counts something, however much it looks like a year. */
export const MEASURES: ReadonlySet<string> = new Set(
  (
    'km m cm mm kg g t l ml ha kw kwh mw mwh gwh gw kwp kv hz mhz ghz mb gb euro eur usd chf gbp dollar pound franc ' +
    'percent people million billion thousand hours hrs kcal litre liter metre meter square cubic tonne ton ' +
    'children men women millimetres pm am rpm ppm'
  ).split(' '),
);

/** Names that bear a year which is no date of anything: 'Horizon 2020', 'the 2030 Agenda'. */
export const NAMES_WITH_YEAR: ReadonlySet<string> = new Set(
  'agenda horizon horizons europe vision goals target targets iso rfc objective objectives'.split(' '),
);
