// What has waited on this phone for long is told to the centre, so that the township hears of it: people do not notice,
// since the app feels fine without signal. Told once when it is a day old, once when it is three, and when all is sent.
import { Membership_State, type Membership } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { notices } from "@/shared/api/clients";
import { newId } from "@/shared/ids";
import { outbox } from "@/shared/outbox/outbox";
import { keep, readKept } from "@/shared/phone";
import { session } from "@/shared/session";
import { DAY, stamp } from "@/shared/time";

interface Told { level: number; requestId: string; done: boolean }

const KEY = "reported-unsent";
/** 0 = nothing to tell, 1 = a day old, 2 = three days. Pure. */
export const levelOf = (oldest: number, now: number): number => (now - oldest >= 3 * DAY ? 2 : now - oldest >= DAY ? 1 : 0);

/** For somebody without a role: a team they are in, by the list this phone showed last. */
async function aTeam(): Promise<string> {
  const mine = (await readKept("my-teams").catch(() => undefined))?.value as Membership[] | undefined;
  return mine?.find((each) => each.state === Membership_State.ACTIVE)?.team ?? "";
}

export async function reportUnsent(now = Date.now()): Promise<void> {
  const mine = outbox.items.value.filter((item) => item.account === session.account.value);
  const oldest = Math.min(...mine.map((item) => item.savedAt));
  const level = mine.length ? levelOf(oldest, now) : 0;
  const before = (await readKept(KEY).catch(() => undefined))?.value as Told | undefined;
  if (level === (before?.level ?? 0) && (before?.done ?? true)) return;
  // The same report that found no answer goes out under the same request_id.
  const told: Told = before?.level === level && !before.done ? before : { level, requestId: newId(), done: false };
  await keep(KEY, told);
  await notices.reportUnsent({
    requestId: told.requestId, parent: session.parent.value, count: level ? mine.length : 0,
    oldestTime: level ? stamp(oldest) : undefined, team: await aTeam(),
  });
  await keep(KEY, { ...told, done: true });
}
