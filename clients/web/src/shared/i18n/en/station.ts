import type { Messages } from "..";
import type { station as zh } from "../zh/station";

export const station: Messages<typeof zh> = {
  home: {
    savedAt: "Ordered {time}, kept here",
    ask: "Who needs a hand?", example: "Granny Wang Thu haircut", next: "Check", voice: "Speak with the keyboard's microphone", askHelp: "Say or write one line; you check it next.", all: "All", yours: "For you to do", onTheWay: "Under way",
    none: "No orders yet. Say who needs what, above.", close: "Close", rate: "Rate", answer: "Answer",
  },
  part: { morning: "Morning", afternoon: "Afternoon", evening: "Evening" },
  check: {
    title: "Check this order", heard: "“{line}”", again: "Again", what: "What", who: "For whom", when: "When", where: "Where", contact: "Contact", change: "Change", edit: "Change: {what}", look: "Please look", notSaid: "Not said yet",
    item: "About {time} · {n} people · no extra insurance", itemInsured: "About {time} · {n} people · they must be insured", onBehalf: "You order on behalf, under your name", whoHelp: "What people call them, e.g. “Granny Wang”", whereHelp: "Only who accepts sees the house",
    house: "Group and house (optional)", byStation: "Through the station", byStationHelp: "No telephone needed", phone: "Telephone (optional)", clock: "Clock time", otherDay: "Another day", reminders: "To tell the volunteers (optional)",
    legs: "Walks badly", deaf: "Hard of hearing", dog: "Has a dog", unknown: "Not understood and not noted: {words}", offline: "No signal now; you can order all the same, it is saved here", place: "Place this order", saved: "Saved here, not sent yet",
    lacking: "{n} things to complete", lacks: { item: "Choose what to do, e.g. a haircut", person: "Say whose home, e.g. “Granny Wang”", time: "Choose a time that is not over", place: "Say where", contact: "Say how to reach them" },
  },
  orders: { live: "Open", done: "Done", stopped: "Not done" },
  order: {
    one: "Order", title: "{who} · {what}", teamWhen: "{team}, {when}", openUntil: "{when}, answer by {until}", savedHere: "Saved here, not sent yet", steps: "How far it is", cancel: "Withdraw", cancelTitle: "Why withdraw it?",
    cancelHelp: "Nobody is looked for any more; a team that accepted is told.", witness: "Close", witnessTitle: "Did you see it done?", witnessHelp: "Without the slip the station witnesses; it is recorded as yours.", headcount: "How many came (optional)", witnessDo: "I saw it done",
    rate: "Rate on behalf", rateTitle: "What did they say?", rateHelp: "It is marked as rated by the station. Their own rating counts above it.", sameAs: "Placed twice; the one that stays is", placedAgain: "Placed again and cancelled:",
  },
  photo: {
    title: "Photos (optional)", some: "Photos: {n}", add: "Add a photo", busy: "Making it smaller…", help: "Only if you like; hours do not depend on it. The place in a photo is not sent. Please leave out papers and medical records.", full: "{n} at most; no more fit.", nth: "Photo {n}",
    added: "added {time}", waiting: "not sent yet", refused: "not taken", remove: "Remove this one", whyRemove: "Why remove it?", removeHelp: "Somebody else added it, or the order is decided. It is gone for good; that it was you, and why, is recorded.", unreadable: "One could not be opened; try another.",
  },
  sentence: {
    PLACED: "The township checks it and answers by {until}.", OPEN: "Looking for people for {when}.", ACCEPTED: "{team} comes {when}.", IN_SERVICE: "{team} is there and at work.", COMPLETED: "Done; rating and review are next.",
    VERIFIED: "All settled, hours are recorded.", REFUSED: "Not taken on: {why}.", REJECTED: "The hours did not pass.", CANCELLED: "Withdrawn: {why}.",
  },
  slip: {
    code: "Closing code", when: "When it is done and well done, say these 6 digits.", print: "Print slip", enlarge: "Enlarge", read: "Read aloud", hidden: "The code stays at the centre; it is fetched to look at and not kept on the phone.", show: "Show and print", logged: "Each look and print is recorded. The tear-off QR shows progress and rates.",
    hides: "By the county's rule the code is shown here no more once it was printed.", spoken: "The closing code is {code}. Say it when the work is well done.", head: "Volunteer service slip", team: "{team}, {n} people", free: "No money, no gifts", scan: "Tear off and keep. Scan: progress and rating", noPhone: "No phone? Say number {number} at the station.",
  },
  poster: {
    title: "Poster", help: "Put it up in the village: whoever needs a hand scans it and writes one line.", phone: "Telephone of the station (printed on it)", big: "Need a hand? Tell us.", qr: "QR code to write to the station", scan: "Scan and write one line", call: "Call {phone}", come: "Come by the station",
    offer: "Haircuts, repairs, blood pressure, errands, company, homework … free of charge.", promise: "When it is done you decide: give the closing code only when content. No money, no gifts.", print: "Print", slips: "The slip of an order is printed on its own page.",
  },
  wish: { title: "Written by residents", quote: "“{words}”", left: "Written {time}", dismiss: "Cannot be done", order: "Make an order", why: "Why not?" },
};
