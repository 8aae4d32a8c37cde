import type { Messages } from "@/shared/i18n";
import type { bring as zh } from "./bring.zh";

export const bring: Messages<typeof zh> = {
  bring: {
    go: "Import", menu: "Import a menu", teams: "Import teams", volunteers: "Import volunteers", back: "Back to the table", notAllowed: "This account may not import.", choose: "Choose a file", chooseHelp: "First see what is to mend; nothing is written before all is right. The file stays on this computer, only its lines are sent. An xlsx of Excel (its first sheet) or a CSV in any encoding.", file: "Choose a file", another: "Another file", sample: "Sample file", unread: "“{name}” cannot be read. Save an old xls as xlsx or CSV first.",
    readGood: "“{name}”: {n} lines read, all fine, nothing written yet.", readBad: "“{name}”: {n} lines read, {good} fine, {bad} to mend; nothing was written. Mend them and choose the file again.", toMend: "{n} things to mend", line: "Line", column: "Column", value: "Written", want: "Wanted", blank: "(empty)", badFile: "{what}, to mend", preview: "The first {n} lines as read", write: "Write these {n} lines",
    columns: "Columns", needed: "Needed", how: "How to write it", sometimes: "sometimes", yesNo: "yes, no", fullName: "The full name; places as “township village” or by their code.", stop: ". ", figure: "{min} to {max}; empty: {start}.", day: "e.g. 1990-01-02", head: "the head", lineNumber: "line {n}", empty: "Nothing in it: column names in the first line, then one line each", unknownColumn: "Unknown column: remove it, or name it as in the sample", missingColumn: "The column “{what}” is missing", notHere: "Not needed in this line, leave it empty",
    writing: "Writing: {n} of {all}", paused: "Stopped here: {n} of {all} written", done: "Done: {n} of {all}", keepOpen: "Please keep this page open. If it closes, choose the same file again: nothing is written twice.", someRefused: "{n} lines were not written, see why below. Try again once the cause is gone, or mend them in the file.", allIn: "All written.", goOn: "Go on", again: "Try those again", look: "Look at them", saveResult: "Export the result", result: "Result", why: "Why", resultFile: "{what}, result", refusedLine: "Line {n} {what}",
    exampleOrg: "Liuwan Hongliu", exampleKinds: "villager, party member", exampleName: "Wang Fang", exampleCalled: "Sister Wang", exampleSex: "female",
  },
  outcome: { waiting: "not yet", in: "written", there: "was there before", refused: "not written" },
};
