import type { Messages } from "@/shared/i18n";
import type { insured as zh } from "./insured.zh";

export const insured: Messages<typeof zh> = {
  insured: {
    title: "Insured list", open: "See it", shut: "Close", none: "The leader has set no roster yet.", opens: "It begins {time}; the list is final then.", frozen: "It began {time}, the list is final; whoever was named later is marked.", who: "Who", when: "When", cover: "Insurance", remark: "Remark",
    covered: "in force", bare: "none on file", late: "named after it began", xlsx: "Sheet for the insurer", csv: "CSV", private: "It holds names and ID numbers, and who took it is put on record; delete it when it has served, and send it to no group.", others: "The sheet with names and ID numbers is taken by the township’s officer or the county’s administrator.", saved: "“{file}” is saved.",
  },
};
