import type { Messages } from "@/shared/i18n";
import type { rules as zh } from "./rules.zh";

export const rules: Messages<typeof zh> = {
  policy: {
    loop: "How orders run", hours: "How hours are verified", weights: "How teams compare", version: "version {n}", builtIn: "built-in, nobody has changed it", rule: "Compulsory daily check-ins, locations or photos cannot be set: rule 〔2026〕12. Loosening takes two people.",
    loopLead: "Holds for every later step. What loosens waits for another county admin; what tightens holds at once.", hoursLead: "Only for hours that come from now on; what was decided keeps its version.", weightsLead: "Fewest points first; 20 points are 1 km. The next dispatch uses it.", waiting: "Waits for another administrator", waitingHelp: "It loosens the rules and holds once agreed", proposed: "It loosens the rules and waits for another administrator.", agree: "Agree, at once", fromTo: "{now} → {then}",
    percent: "{n}%", hourCount: "{n} h", dayCount: "{n} days", kmCount: "{n} km", noNotice: "none", points: "{n} ({km} km)",
  },
  gradeLong: { A: "A both sides agree", B: "B by the leader", C: "C self-reported" },
  setting: {
    trustedRoles: "Need no approval", approvalHours: "Time to approve (working time)", villageShare: "Village first (of the time left)", townshipShare: "Then township (of the time left)", countyShare: "Then county (of the time left)", offerMinutes: "An offer waits", releaseMinutes: "Taken back without check-in after", rescheduleMinutes: "New times wait", callBackShare: "Called back", hideCodeAfterPrint: "Hide the closing code once a slip is printed",
    passGrades: "Evidence that passes by rule", noticeDays: "Days on public notice", minimumMinutes: "Shorter never passes by rule", lateFactHours: "Waits for late facts",
    pointsPerKm: "Each kilometre", distanceCap: "Distance at most", rating: "Poor ratings add up to", load: "A full week adds", loadCap: "Fairness at most", languageUnmet: "Language missing adds", genderUnmet: "No woman adds", skillExperience: "Has done this takes off", clientExperience: "Has been there takes off", sameVillage: "Same village takes off", sameTownship: "Same township takes off",
    townshipKm: "Same township, no coordinates", countyKm: "Same county, no coordinates", ratingPriorCount: "A new team counts as rated so often", ratingPriorPercent: "of which good", assumedWeeklySlots: "Half-days assumed where none are declared",
    automatic: "Asks by itself", routineSize: "Teams asked at once", urgentSize: "Teams asked at once when urgent", villagePercent: "Village waits (of the time left)", townshipPercent: "Township waits (of the time left)", countyPercent: "County waits (of the time left)", shortestMinutes: "Shortest wait",
  },
  settingUnit: { percent: "%", hours: "hours", minutes: "minutes", days: "days", km: "km", slots: "half-days", count: "times", size: "teams", points: "points" },
  settingHelp: {
    trustedRoles: "Their orders start looking for people at once; officers approve less. One more role loosens.", approvalHours: "Unanswered, an order goes to the next level. The station waits no longer than this. More loosens.", villageShare: "This much of the time until the start, only teams of the village are asked.", townshipShare: "Then this much for teams of the township.", countyShare: "Then this much for all teams; after that it needs somebody's idea.", offerMinutes: "After this, the next team is asked.", releaseMinutes: "Nobody checked in: taken back, somebody else is looked for. More loosens.", rescheduleMinutes: "No answer: the old time stands.", callBackShare: "So many finished orders are called back by the county. Fewer loosens.", hideCodeAfterPrint: "Only the paper in the resident's hand has the code. Unticking loosens.",
    passGrades: "Recorded without a reviewer; back-filled ones never.", noticeDays: "Volunteers see their hours so many days later.", minimumMinutes: "A reviewer looks at all that is shorter.", lateFactHours: "So long a phone may still send what it kept; then the hours are rejected.",
    pointsPerKm: "More favours near teams.", distanceCap: "However far, no more than this.", rating: "For a team never rated well; a perfect one has 0.", load: "For a team whose declared half-days are taken.", loadCap: "So that all have their turn, a near team loses at most this.", languageUnmet: "Preferred, and nobody in the team speaks it.", genderUnmet: "Preferred, and there is none in the team.", skillExperience: "The team has done this kind of work.", clientExperience: "The resident knows them.", sameVillage: "", sameTownship: "",
    townshipKm: "", countyKm: "", ratingPriorCount: "One or two ratings put no new team first or last.", ratingPriorPercent: "", assumedWeeklySlots: "For comparing only; it limits nobody.",
    automatic: "Off: teams are listed, a dispatcher asks.", routineSize: "More finds somebody sooner, and recalls more.", urgentSize: "", villagePercent: "", townshipPercent: "", countyPercent: "", shortestMinutes: "A leader has at least this long, unless the service starts earlier.",
  },
};
