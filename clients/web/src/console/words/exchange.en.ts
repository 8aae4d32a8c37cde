import type { Messages } from "@/shared/i18n";
import type { exchange as zh } from "./exchange.zh";

export const exchange: Messages<typeof zh> = {
  exchange: {
    title: "Records", lead: "The five groups of records of Order 67, handed on as a whole and taken over from elsewhere. What was taken over keeps its source for ever and is none of this county's hours.",
    format: "As what", groups: "Which groups", oneGroup: "Which group (CSV and JSON hold one)", days: "Which days (empty: all)", thisYear: "this year", allDays: "all days", peopleNoDays: "People are of no day: all of them are exported.",
    place: "People of where", placeHelp: "Only records of volunteers registered here, wherever they served.", purpose: "What for (it is put on record)", needPurpose: "First say what for.", daysTurned: "The last day is before the first one.", export: "Export", beginning: "Beginning…", exporting: "{n} written…", exported: "“{file}” is saved, {n} records.", stop: "Stop", stopped: "Stopped, no file was saved.",
    private: "The file holds names, ID numbers and telephone numbers: delete it when it has served, and send it to no group. Whoever did not agree to a record is left out.", keys: "Keys: 1 2 3 pages, J K down and up, W take back.", keysOut: "Keys: 1 2 3 pages, X export.",
    choose: "Choose a file of records", chooseHelp: "All of it is checked first; nothing comes in while anything is wrong. XLSX as it is exported (several sheets at once), CSV and JSON; the file stays on this computer, only its lines are sent.", reading: "Reading “{name}”…", unread: "“{name}” cannot be read. It must be .xlsx, .csv or .json as it is exported; save an old xls anew first.",
    whichGroup: "Which group is “{sheet}”?", heads: "Its heads: {heads}", chooseGroup: "Choose one", checking: "Checking: {n} of {all} lines", readBad: "“{name}”: {n} lines read, {bad} things to mend; nothing came in. Mend them and choose the file again.", readGood: "“{name}”: {n} lines read, all fine, nothing has come in yet.", readKnown: "“{name}”: {n} lines read, all fine; {known} of them came in before and are not recorded again.",
    tableOf: "{group}: {n} lines", apart: "None of this counts as hours of this county: whoever recorded it certifies it.", consented: "Everybody in the file has agreed that this county keeps their record (Order 67 art. 6)", import: "Import {n} lines", writing: "Importing: {n} of {all} lines", paused: "Stopped here: {n} of {all} lines are in", done: "Done: all {all} lines are in",
    keepOpen: "Please keep this page open. If it closes, choose the same file again: it goes on where it stopped.", allIn: "All in; see it under “Imports”.", seePast: "See the imports",
    when: "When", group: "Group", who: "By whom", rows: "Lines", state: "Now", number: "Number", take: "Take back", nonePast: "Nothing was imported yet. Records from elsewhere come in under “Import”.", stands: "stands", people: "registered", takenBack: "taken back", halfTaken: "half taken back, {n} left", takenBy: "{who}, {time}", taking: "Taking back: {n}…", taken: "{n} records taken back.",
    pastHelp: "Taking back removes what one import brought; people who were registered stay. The same file after that is another import.", takeTitle: "Take this import back?", takeHelp: "The {n} records of “{group}” that came in {time} and still stand are taken back, and can no longer be read. To use them they have to come in again.", takeVerb: "Take back {n}",
    twice: "The same record as in line {n}", wantRecord: "A record: its fields in { }", wantText: "A text or a whole number", wantValue: "The cell holds a formula: replace it by its value",
  },
  exchangeTab: { out: "Export", in: "Import", past: "Imports" },
  exchangeFormat: { XLSX: "XLSX (one file, a sheet a group)", CSV: "CSV", JSON: "JSON" },
  recordGroup: { PERSON_RECORDS: "People", SERVICE_RECORDS: "Services", TRAINING_RECORDS: "Trainings", AWARD_RECORDS: "Awards", EVALUATION_RECORDS: "Evaluations" },
  exportPurpose: { EXPORT_TO_NATIONAL_SYSTEM: "For the national system", EXPORT_TO_OTHER_UNIT: "For another keeper of records", EXPORT_FOR_INSPECTION: "For an inspection", EXPORT_FOR_THE_PERSON: "For the person" },
};
