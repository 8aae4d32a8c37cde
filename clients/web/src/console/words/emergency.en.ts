import type { Messages } from "@/shared/i18n";
import type { emergency as zh } from "./emergency.zh";

export const emergency: Messages<typeof zh> = {
  emergency: {
    title: "Emergencies", lead: "While one stands, urgent orders of its scope ask every team that fits over the whole county at once, however far and however often asked before; routine orders go on as ever. Teams may still decline.", none: "None was ever declared.", calm: "No emergency stands now.",
    standing: "Stands", ended: "Ended", over: "Over", county: "Whole county", declare: "Declare an emergency", until: "until {time}", declared: "declared {time}", mine: "declared {time} by me", endedAt: "ended early {time}",
    reason: "What happened", reasonHelp: "Every station and team reads it; no names of people.", org: "Orders of", orgHelp: "A township or village; empty is the whole county.", skills: "Only these services", skillsHelp: "None chosen: all of them.", untilTime: "Until", untilHelp: "At most 30 days.",
    past: "later than now", far: "at most 30 days from now", formLead: "Once it is declared, open urgent orders of its scope ask the whole county at once, one wave in at most {n} minutes.", done: "Declared. Urgent orders of its scope are asking the whole county.",
    end: "End it", endTitle: "End “{what}”?", endHelp: "What was offered stays offered; new urgent orders are asked for as on other days.", endedSaid: "The emergency has ended.", banner: "Emergency: {what}",
    all: "All emergencies", onlyCounty: "A dispatcher or administrator of the county centre declares them.",
  },
};
