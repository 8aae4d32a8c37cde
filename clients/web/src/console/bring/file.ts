// A table out of a file as offices save it: UTF-8 with or without its mark, GBK, UTF-16; commas, semicolons or tabs; any end
// of line. Pure.
export interface Line {
  /** As a text editor or Excel counts, from 1. */
  number: number;
  cells: string[];
}

function decoded(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** undefined when it is no text. TextDecoder takes the mark off by itself. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded("utf-16be", bytes);
  if (bytes.includes(0)) return undefined;
  return decoded("utf-8", bytes) ?? decoded("gb18030", bytes);
}

/** What stands between cells: what the first line has most of. */
function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (each: string) => first.split(each).length;
  return [",", "\t", ";"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Lines with something in them. A quoted cell may hold commas, doubled quotes and line ends. */
export function linesOf(text: string): Line[] {
  const separator = separatorOf(text);
  const lines: Line[] = [];
  let line: Line = { number: 1, cells: [] };
  let cell = "";
  let quoted = false;
  let number = 1;
  const endCell = () => {
    line.cells.push(cell.trim());
    cell = "";
  };
  const endLine = () => {
    endCell();
    if (line.cells.some(Boolean)) lines.push(line);
    line = { number, cells: [] };
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    const ends = letter === "\n" || (letter === "\r" && text[at + 1] !== "\n");
    if (ends) number++;
    if (quoted && letter === '"' && text[at + 1] === '"') cell += text[at++]!;
    else if (letter === '"' && (quoted || !cell.trim())) {
      quoted = !quoted;
      if (quoted) cell = "";
    } else if (quoted) cell += letter;
    else if (letter === separator) endCell();
    else if (ends) endLine();
    else if (letter !== "\r") cell += letter;
  }
  endLine();
  return lines;
}
