/** The cells of a text that a spreadsheet has put on the clipboard: tabs between columns, quotes around odd ones. */
export function pastedCells(text: string): string[][] {
  if (!text.includes('"')) {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    return lines.map((line) => line.split("\t"));
  }
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t" || letter === "\n" || letter === "\r") {
      rows.at(-1)?.push(cell);
      cell = "";
      if (letter === "\r" && text[at + 1] === "\n") at += 1;
      if (letter !== "\t" && at + 1 < text.length) rows.push([]);
    } else cell += letter;
  }
  if (cell !== "" || rows.at(-1)?.length === 0 || text.endsWith("\t")) rows.at(-1)?.push(cell);
  return rows;
}
