// New accounts, new grants, new passwords.
import { CreateAccountRequestSchema, GrantRoleRequestSchema, SetPasswordRequestSchema, type Account } from "@/gen/diandan/volunteers/v1/account_service_pb";
import type { Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";
import { accounts } from "../api";
import { desk } from "../desk";
import { t } from "../words";
import type { Form } from "./form";
import { grantFields, grantOf, NO_GRANT, type GrantValues } from "./grants";
import { newPassword } from "@/shared/password/draw";
import { findPerson } from "./people";

interface AccountValues extends GrantValues {
  displayName: string;
  signInName: string;
  volunteer: string;
}

const receipt = (password: string, signInName?: string) => ({
  title: t("accountForm.handOver"), lead: t("accountForm.passwordHelp"),
  lines: [...(signInName ? [[t("table.signIn"), signInName] as [string, string]] : []), [t("accountForm.password"), password] as [string, string]],
});

/** Answers to changes leave out the name that signs in; the table shows it masked. */
export async function read(step: Promise<Account>): Promise<Account> {
  const account = await step;
  return desk.governs.value ? accounts.getAccount({ name: account.name }) : account;
}

/** With `person` the account is that volunteer's. */
export function accountForm(person?: Volunteer): Form<AccountValues, Account> {
  const password = newPassword();
  return {
    title: person ? t("accountForm.newOf", { who: person.chosenName }) : t("accountForm.new"), lead: t("accountForm.lead"), verb: t("accountForm.open"), schema: CreateAccountRequestSchema,
    say: t("edit.made"), receipt: ({ signInName }) => receipt(password, signInName.trim()), about: { SIGN_IN_NAME_TAKEN: "signInName", VOLUNTEER_UNKNOWN: "volunteer", ORG_UNKNOWN: "org", TEAM_UNKNOWN: "team", UNIT_UNKNOWN: "unit" },
    fields: [
      { key: "displayName", path: "display_name", kind: "text", label: t("accountForm.displayName"), help: t("accountForm.displayNameHelp") },
      { key: "signInName", path: "sign_in_name", kind: "text", label: t("table.signIn"), help: t("accountForm.signInHelp") },
      ...(person ? [] : [{ key: "volunteer" as const, path: "volunteer", kind: "text" as const, label: t("accountForm.person"), help: t("accountForm.personHelp"), find: findPerson }]),
      ...grantFields<AccountValues>("grants.", ({ volunteer }) => volunteer !== ""),
    ],
    start: { displayName: person?.chosenName ?? "", signInName: "", volunteer: person?.name ?? "", ...NO_GRANT },
    check: ({ role, volunteer }) => (role === Role.VOLUNTEER && !volunteer ? [{ key: "volunteer", want: t("accountForm.personNeeded") }] : []),
    send: ({ displayName, signInName, volunteer, ...grant }, { request, made }) => read(accounts.createAccount({
      parent: session.parent.value, requestId: request, accountId: made, displayName, signInName, password, volunteer, grants: grant.role ? [grantOf(grant)] : [],
    })),
  };
}

export function grantForm(account: Account): Form<GrantValues, Account> {
  return {
    title: t("accountForm.grantOf", { who: account.displayName }), lead: t("accountForm.grantLead"), verb: t("accountForm.grant"), schema: GrantRoleRequestSchema, say: t("accountForm.granted"),
    fields: grantFields<GrantValues>("grant.", () => account.volunteer !== ""), start: NO_GRANT, about: { ORG_UNKNOWN: "org", TEAM_UNKNOWN: "team", UNIT_UNKNOWN: "unit" },
    check: ({ role }) => (role === Role.VOLUNTEER && !account.volunteer ? [{ key: "role", want: t("accountForm.noPerson") }] : []),
    send: (grant, { request, made }) => read(accounts.grantRole({ name: account.name, requestId: request, grantId: made, grant: grantOf(grant) })),
  };
}

export function passwordForm(account: Account): Form<object, Account> {
  const newPasswordText = newPassword();
  return {
    title: t("accountForm.passwordOf", { who: account.displayName }), lead: t("accountForm.passwordLead"), verb: t("accountForm.givePassword"), schema: SetPasswordRequestSchema, say: t("edit.saved"),
    fields: [], start: {}, receipt: () => receipt(newPasswordText),
    send: (_, { request }) => read(accounts.setPassword({ name: account.name, requestId: request, newPassword: newPasswordText })),
  };
}
