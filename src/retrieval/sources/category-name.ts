import { fragmentToText } from '../html/fragment-to-markdown.ts';
import { HtmlProblem } from '../html/html-problem.ts';

/** The name of a category, of which a source gives HTML; null where it is none. One such must not end a listing. */
export function categoryName(html: string): string | null {
  try {
    return fragmentToText(html) || null;
  } catch (error) {
    if (error instanceof HtmlProblem) return null;
    throw error;
  }
}
