import { fold } from '../../retrieval/text/fold.ts';
import { words } from '../../retrieval/text/words.ts';

/** What a message is, before anything is looked up. */
export type Intent = 'question' | 'empty' | 'greeting' | 'thanks' | 'about_me' | 'not_a_question';

const GREETINGS = new Set(
  `hi hello hey hiya yo howdy greetings morning evening afternoon hola buenos buenas dias tardes ciao buongiorno
  salve bonjour salut hallo moin servus guten tag zdravo zivjo pozdravljeni dober dan ola oi hej hei tere labas
  sveiki czesc ahoj 你好 您好 bye goodbye cheerio adios tschuss adijo`.split(/\s+/u),
);
const THANKS = new Set(
  `thanks thank thx ty cheers merci grazie gracias danke hvala obrigado obrigada tack aitah kiitos dekuji
  dziekuje 谢谢 perfect great awesome brilliant nice cool super wonderful excellent lovely ok okay good well done
  helped helpful appreciated welcome bravo lol haha wow`.split(/\s+/u),
);
/** Words that carry no question when they accompany a greeting or thanks. */
const FILLERS = new Set(
  `a all an and are appreciate bot day dear everybody everyone folks for friend it i is job just lot lots man many mate
  me much my nice night of really so team that the there this to very was wow you your u pretty that's thats its it's
  now again too see later have 's s`.split(/\s+/u),
);

/** What a remark to the bot may begin with, besides a greeting or thanks. */
const OPENINGS = new Set(
  'there all and so but then now everybody everyone folks bot you a lot very much'.split(' '),
);
/** What it may end with. */
const POLITE_END = /(?: (?:please|pls|again|then|here|exactly|now|out))+$/u;

const ABOUT_ME = [
  /^(?:are|r) (?:you|u) (?:a |an |the |really |just |still )*(?:real|human|person|people|bot|robot|machine|ai|chatgpt|gpt|llm|there|alive|sentient)\b/u,
  /^(?:who|what|how old) are (?:you|u)(?: (?:exactly|really|called|made of|for|good for|here for|and what (?:can|do) (?:you|u) .*))?$/u,
  /^how are you(?: doing)?(?: today)?$/u,
  /^how do (?:you|u) (?:feel|work)(?: today)?$/u,
  /^(?:what|which)(?:s|'s| is| are)? (?:your|ur) (?:name|job|purpose|favou?rite|age|gender|opinion)\b/u,
  /^what (?:can|do|could) (?:you|u) (?:do|know|help|tell)(?: (?:me|us))?(?: (?:with|for me|for us|about (?:yourself|you)))?$/u,
  /^what are (?:you|u) (?:good at|able to do|capable of|doing|here to do|trained on)$/u,
  /^(?:who|what company) (?:made|built|created|programmed|trained|wrote) (?:you|u)\b/u,
  /^(?:do|can|could|would|will|have) (?:you|u) (?:(?:like|want)(?! to\b)|love|feel|sleep|dream|eat|sing|dance|marry|date|hate|get tired|tell me a joke)\b/u,
  /^(?:do|can|could|would|will|have) (?:you|u) (?:think|help|(?:speak|talk)(?: (?:any |good )?\p{L}+(?: or \p{L}+)?)?)(?: (?:me|us|with me|to me))?(?: with (?:something|a question))?$/u,
  /^(?:please )?(?:help|help me)$/u,
];

/** Where an order begins: at a sentence's start, or after what introduces it. */
const START = String.raw`(?:^\W*|[.!?:;,"”()[\]–—]\s*|\s-\s)(?:(?:please|now|just|and|then|so|but|also|first|always|ok(?:ay)?|hey|hi|hello|kindly|you (?:must|should|will|can|may|need to|have to|are to)|(?:can|could|would|will) you|(?:i (?:want|need)|i'd like) you to|your (?:new )?task is to)[, ]+)*`;
const order = (rest: string) => new RegExp(`${START}${rest}`, 'u');

/**
 * Text that gives orders to a language model. There is none here to obey, but the words of such a text would be
 * looked up like any question's, and a quote in reply would look like obedience. Words that are an order only as one
 * ('ignore', 'show', 'act as') count where an order begins: 'who will act as host?' asks.
 */
const ORDERS = [
  order(
    String.raw`(?:ignore|forget|disregard|override|bypass|skip)\b.{0,40}\b(?:instructions?|rules?|prompts?|articles?|sources?|guidelines|restrictions|above|previous|prior|earlier|everything)\b`,
  ),
  /\b(?:ignore|forget|disregard|override|bypass)\b.{0,20}\b(?:previous|prior|above|system|your)\b.{0,20}\b(?:instructions?|prompts?|guidelines|restrictions)\b/u,
  /^\W*(?:system|assistant|developer|admin|user)\s*:/u,
  /\byou are (?:now|no longer)\b|\bfrom now on,? you\b/u,
  order(String.raw`(?:act as (?:a|an|if|my)|pretend (?:to|you|that)|(?:let's )?role ?play)\b`),
  /\b(?:debug|developer|admin|god|jailbreak|dan|unrestricted|maintenance) mode\b|\bjailbreak\b/u,
  order(
    String.raw`(?:print|reveal|show|output|dump|leak|display|repeat|expose)\b.{0,30}\b(?:prompt|config|configuration|instructions|system message|api key|token|password|secrets?|environment variables)\b`,
  ),
  /^(?:please |now |just )?(?:(?:say|repeat|echo|shout|recite|tell everyone)\b|(?:output|print|write|type|post) (?:out |me )?(?:an?|the|this|that|your|my|it|exactly|only|everything|all|[^\p{L}\s])\b)/u,
  order(
    String.raw`(?:repeat|say|reply|respond|answer|write|output|print) (?:exactly|only|just|verbatim|after me|with the word|with:|the following|back)\b`,
  ),
  /^(?:please )?(?:translate|summari[sz]e this|rewrite|paraphrase|compose|draft|generate|roleplay|sing|tell me a (?:joke|story))\b/u,
];

/** Tells a question from a greeting, thanks, a remark about the bot, an order, or nothing. */
export function intentOf(message: string): Intent {
  const text = fold(message).replace(/[’`]/g, "'").replace(/\s+/gu, ' ').trim();
  const tokens = words(text).map((word) => word.text);
  if (tokens.length === 0) return 'empty';
  if (ORDERS.some((pattern) => pattern.test(text))) return 'not_a_question';
  const remark = tokens.slice(remarkStart(tokens)).join(' ').replace(POLITE_END, '');
  if (ABOUT_ME.some((pattern) => pattern.test(remark))) return 'about_me';
  const rest = tokens.filter((token) => !FILLERS.has(token));
  if (rest.every(isGreeting)) {
    if (rest.some((token) => GREETINGS.has(token))) return 'greeting';
    if (rest.length > 0) return 'thanks';
  }
  return 'question';
}

/** Where a message goes on after 'hi there', 'ok thanks and'. */
function remarkStart(tokens: readonly string[]): number {
  const start = tokens.findIndex((token) => !isGreeting(token) && !OPENINGS.has(token));
  return Math.max(0, start);
}

const isGreeting = (token: string) => GREETINGS.has(token) || THANKS.has(token);
