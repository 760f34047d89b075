/**
 * Month names of German, French, Italian, Spanish, Portuguese, Dutch and Slovene (nominative and genitive). They count
 * with a day before or a year behind only ('14. März', 'mars 2022'), as many are other words or names when alone.
 */
const BY_MONTH: readonly string[] = [
  'januar jänner janvier gennaio enero janeiro januari januarja',
  'februar feber février fevrier febbraio febrero fevereiro februari februarja',
  'märz maerz mars marzo março marco maart marec marca',
  'april avril aprile abril aprila',
  'mai maggio mayo maio mei maj maja',
  'juni juin giugno junio junho junij junija',
  'juli juillet luglio julio julho julij julija',
  'august août aout agosto augustus avgust avgusta',
  'september septembre settembre septiembre setiembre setembro septembra',
  'oktober octobre ottobre octubre outubro oktobra',
  'november novembre noviembre novembro novembra',
  'dezember décembre decembre dicembre diciembre dezembro december decembra',
];

export const FOREIGN_MONTHS: ReadonlyMap<string, number> = new Map(
  BY_MONTH.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Words between the two days of a range, in those languages and English: 'vom 14. bis 18. März', 'du 14 au 18 mars'. */
export const RANGE_WORDS: ReadonlySet<string> = new Set(
  'to till until through bis au al ao tot do thru'.split(' '),
);

/** Words that open such a range. */
export const RANGE_OPENERS: ReadonlySet<string> = new Set(
  'from between vom von du dal del de od van'.split(' '),
);
