// Doing something: saved on the phone first, then sent. The screen may go on as soon as it is saved.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { onUnmounted, ref } from "vue";
import { newId } from "@/shared/ids";
import type { CallName, schemaOf } from "@/shared/outbox/calls";
import type { OutboxItem } from "@/shared/outbox/item";
import { outbox, PhoneFull, save } from "@/shared/outbox/outbox";
import { session } from "@/shared/session";
import { pump } from "./pump";

/** Said once, aloud for those who listen: what was just saved. */
export const said = ref("");
/** The last thing did not fit on the phone; what was typed is still on the screen. */
export const full = ref(false);

type Init<N extends CallName> = Omit<MessageInitShape<ReturnType<typeof schemaOf<N>>> & object, "requestId" | "$typeName">;

/** Gives the call a request_id, saves it and starts sending. Undefined when there was no room. */
export async function act<N extends CallName>(
  call: N, request: Init<N>, { subject, title, say }: { subject: string; title: string; say?: string },
): Promise<OutboxItem | undefined> {
  const withId = { ...request, requestId: newId() } as MessageInitShape<ReturnType<typeof schemaOf<N>>>;
  return saving((account) => save(call, withId, { subject, title, account }), say);
}

/** The same around any way to save. */
export async function saving(keep: (account: string) => Promise<OutboxItem>, say = ""): Promise<OutboxItem | undefined> {
  full.value = false;
  try {
    const item = await keep(session.account.value);
    said.value = say;
    pump();
    return item;
  } catch (error) {
    if (!(error instanceof PhoneFull)) throw error;
    full.value = true;
    return undefined;
  }
}

/** Refreshes a screen when something about `subject` (or anything) has been taken by the server. */
export function onSent(refresh: () => void, subject?: () => string): void {
  onUnmounted(outbox.onSent((item) => {
    if (!subject || item.subject === subject()) refresh();
  }));
}
