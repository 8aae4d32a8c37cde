// Sends what waits: when something was done, when signal comes back, when the app is looked at, and every minute.
import { reload, sendAll } from "@/shared/outbox/outbox";
import { reportUnsent } from "./report";
import { session } from "@/shared/session";

const MINUTE = 60_000;

export function pump(): void {
  if (session.account.value) void send(session.account.value);
}

/** What has waited for long is told first, and told again when it is gone. */
async function send(account: string): Promise<void> {
  await reportUnsent().catch(() => {});
  await sendAll(account).catch(() => {});
  await reportUnsent().catch(() => {});
}

export function startPump(): void {
  void reload().then(pump);
  addEventListener("online", pump);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void reload().then(pump);
  });
  setInterval(pump, MINUTE);
}
