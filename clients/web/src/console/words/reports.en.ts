// Words of reports: what was done, which duties are kept.
import type { reports as zh } from "./reports.zh";

export const reports: typeof zh = {
  reports: {
    title: "Reports", lead: "All derived, nothing to fill in", tier: "One line for each", month: "Month", wholeYear: "Year", from: "From", until: "To", unit: "Unit",
    period: "Period", byMonth: "Month", byYear: "Year", byDays: "Days",
    xlsx: "Workbook", pdf: "PDF", csv: "CSV", records: "with every service", saving: "Counting…",
    placed: "Orders placed", completed: "Completed", peopleServed: "People served", volunteers: "Volunteers", hours: "Hours", inTime: "Recorded in time", orders: "{n}", people: "{n}", times: "{n}",
    duties: "Duties", thisYear: "of {year}, up to the end of the period", kept: "Kept", missing: "{n} missing", nothing: "Applies to nothing", met: "{met} of {of}", hideGaps: "Hide", moreGaps: "… {n} in all", have: "{have} of {want}",
    steps: "Hours over the period", inHours: "hours", lines: "Line by line", byCode: "in the order of division codes, no ranking", place: "Place", total: "Total", answer: "Answered in", accept: "Accepted in", participation: "Taking part", posts: "Posts", training: "Volunteers trained", average: "Average this year", asTable: "As a table", asChart: "As a chart",
    typed: "Fields typed per closed order", typedHelp: "This measures the system, nobody else: forms count what was typed; choosing and tapping is not typing.", typedMean: "{mean}", typedOf: "{n} orders", placing: "Placing", closing: "Closing", rating: "Rating", memory: "From memory", way: "How it came in", closed: "Closed", mean: "Average",
    asOf: "As of {time} ({positions})", unknownYear: "The holidays of {year} are not published yet; weekdays stood in.", noLines: "There is no place or unit to show here.", done: "{file} is saved",
  },
  history: { orders: "orders", hours: "hours", volunteers: "volunteers" },
  reportTier: { COUNTY: "County", TOWNSHIPS: "Townships", VILLAGES: "Villages", UNITS: "Units" },
  duty: {
    UNIT_PARTICIPATION: "80 % of a unit's people serve", TWENTY_HOURS: "20 hours a person", LEADERS_TRAINED: "Leaders trained twice a year", LIAISONS_TRAINED: "Liaisons trained twice a year", VOLUNTEERS_TRAINED: "Volunteers trained twice a year",
    TOWNSHIP_BRAND: "A brand project a township", SECTOR_BRAND: "A brand project a sector", VILLAGE_FEATURE: "A feature action a village", VILLAGE_TUTOR: "A cultural tutor a village", TUTOR_BACKBONES: "3 to 5 backbones with the tutor", TUTOR_GROUP: "An arts group with the tutor",
    POSTS_HELD: "Posts held", RECORDS_IN_TIME: "Services recorded in 10 working days", RATINGS_IN_TIME: "Ratings recorded in 10 working days",
  },
  dutyUnit: {
    UNIT_PARTICIPATION: "units", TWENTY_HOURS: "places or units", LEADERS_TRAINED: "people", LIAISONS_TRAINED: "people", VOLUNTEERS_TRAINED: "people", TOWNSHIP_BRAND: "townships", SECTOR_BRAND: "units", VILLAGE_FEATURE: "villages", VILLAGE_TUTOR: "villages", TUTOR_BACKBONES: "villages", TUTOR_GROUP: "villages",
    POSTS_HELD: "posts", RECORDS_IN_TIME: "services", RATINGS_IN_TIME: "orders",
  },
  entryPath: { BY_STATION: "Placed by the station", FROM_WISH: "From a wish", AS_ACTIVITY: "Activities", FROM_SERIES: "Recurring", AS_REDO: "Done again", BY_OTHERS: "By oneself or a program" },
};
