/**
 * Writes a table's rows, with a rule under the first where it is a header.
 *
 * @param rows the cells' Markdown
 */
export function tableToMarkdown(rows: readonly (readonly string[])[], hasHeader: boolean): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const lines = rows.map((row) => {
    const cells = Array.from({ length: columns }, (_, i) => oneLine(row[i] ?? ''));
    return `| ${cells.join(' | ')} |`;
  });
  if (hasHeader) lines.splice(1, 0, `|${' --- |'.repeat(columns)}`);
  return lines.join('\n');
}

/** A cell stands in one line; the pipes of its text must not look like borders. */
function oneLine(cell: string): string {
  return cell
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}
