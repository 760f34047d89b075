import type { AnswerType } from '../question/answer-type.ts';

const HAS_NUMBER =
  /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|half|third|quarter|once|twice|several|both|none|no)\b/iu;
const HAS_NAME = /(?<=\p{L}[\p{L}’']*[,;]?\s)\p{Lu}\p{L}/u;
const HAS_TIME = /\b(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|nights?)\b/iu;
const HAS_REASON =
  /\b(?:because|since|as|due to|owing to|so that|in order to|after|for lack of|reason|therefore|thanks to|result of|caused|forced|could not|to \p{Ll}+)\b/iu;
const HAS_PLACE = /\b(?:in|at|on|from|to|near|outside|inside|along|of) (?:the )?\p{Lu}/u;

/** Whether a text holds the kind of thing that is asked for; types without a mark of their own always match. */
export function matchesType(type: AnswerType, text: string, namesDay: boolean): boolean {
  switch (type) {
    case 'date':
      return namesDay;
    case 'count':
    case 'amount':
      return HAS_NUMBER.test(text);
    case 'duration':
      return HAS_NUMBER.test(text) && HAS_TIME.test(text);
    case 'person':
      return HAS_NAME.test(text) || /\p{Lu}/u.test(text.slice(1));
    case 'place':
      return HAS_PLACE.test(text) || HAS_NAME.test(text);
    case 'reason':
      return HAS_REASON.test(text);
    default:
      return true;
  }
}
