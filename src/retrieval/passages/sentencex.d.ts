/** The package ships no types; https://github.com/wikimedia/sentencex. */
declare module 'sentencex' {
  /** Divides a text into sentences, each with the white space behind it; joined, they are the text again. */
  export function segment(language: string, text: string): string[];
}
