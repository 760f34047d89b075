/** Normal form of a question, so that 'Who visited Ljubljana?' and 'who visited ljubljana' are counted as one. */
export function topicOf(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}
