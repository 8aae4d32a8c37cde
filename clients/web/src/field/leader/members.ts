import { teams } from "@/shared/api/clients";
import { useRead } from "@/shared/read";
import { session } from "@/shared/session";

/** Active members and those who asked to join, kept for rosters without signal. */
export const useMembers = () =>
  useRead(`members/${session.team.value}`, async () =>
    (await teams.listMemberships({ parent: session.parent.value, team: session.team.value, pageSize: 200 })).memberships);
