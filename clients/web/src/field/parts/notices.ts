import { notices } from "@/shared/api/clients";
import { useRead } from "@/shared/read";
import { session } from "@/shared/session";

/** The newest notices for this person, readable without signal. */
export const useNotices = () =>
  useRead("notices", async () => (await notices.listNotices({ parent: session.parent.value })).notices);
