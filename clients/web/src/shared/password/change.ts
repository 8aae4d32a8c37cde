// Changing one's own password. With it every sign-in of the account ends, so this device signs in again at once.
import { createClient } from "@connectrpc/connect";
import { AccountService } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { renewBy, transport } from "@/shared/api/clients";
import { needsSignIn, problemOf } from "@/shared/api/problem";
import { session, signIn } from "@/shared/session";

export const accounts = createClient(AccountService, transport);

/** How one signs in: the password must not contain it, and a browser that keeps passwords wants to know whose it is. */
export const ownSignInName = async (): Promise<string> => (await accounts.getAccount({ name: session.account.value })).signInName;

/** `setPassword` may be sent again with its `requestId`; throws what is to be told. */
export async function changePassword(signInName: string, now: string, next: string, requestId: string): Promise<void> {
  try {
    await accounts.setPassword({ name: session.account.value, requestId, oldPassword: now, newPassword: next });
  } catch (error) {
    if (!needsSignIn(problemOf(error))) throw error;
    // Signed out: it may be that an earlier try did change it and its answer was lost. Then the new one opens.
    await signIn(signInName, next).catch(() => Promise.reject(error));
    return;
  }
  const opening = signIn(signInName, next);
  void renewBy(opening); // other pages' calls must not take the sign-in that ended for the end of this one
  await opening.catch((error: unknown) => {
    // Changed all the same; who has a second factor signs in again with it.
    if (problemOf(error).reason !== "ONE_TIME_CODE_NEEDED") throw error;
    session.expired.value = true;
  });
}
