/** The package ships no types; https://github.com/wikimedia/sentencex. */
declare module 'sentencex' {
  /** Divides a text into sentences, each with the white space behind it; joined, they are the text again. */
  export function segment(language: string, text: string): string[];

  /** The sentences with their places, counted in code points and not in UTF-16 units. */
  export function get_sentence_boundaries(
    language: string,
    text: string,
  ): { readonly start_index: number; readonly end_index: number; readonly text: string }[];
}
