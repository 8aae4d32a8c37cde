// An account opened: its grants one by one, its password, whether it is in use. Nobody changes the own one here.
import type { Account } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { session } from "@/shared/session";
import { accounts } from "../api";
import { desk } from "../desk";
import { personName } from "../places";
import { t } from "../words";
import { grantForm, passwordForm, read } from "./account_forms";
import { mayTake, sayGrant } from "./grants";
import type { Act, Line, RecordView } from "./record";

function grantLine(account: Account, grant: Account["grants"][number]): Line<Account> {
  const text = sayGrant(grant);
  const take: Act<Account> = {
    label: t("accountForm.take"), danger: true, say: t("accountForm.taken"), ask: { title: t("accountForm.takeAsk", { what: text }), help: t("accountForm.takeHelp", { who: account.displayName }) },
    send: (requestId) => read(accounts.revokeRole({ name: account.name, requestId, grantId: grant.grantId })),
  };
  return { text, acts: account.name !== session.account.value && desk.governs.value && mayTake(grant) ? [take] : [] };
}

export function accountRecord(account: Account): RecordView<Account> {
  const own = account.name === session.account.value;
  const mayChange = desk.governs.value && !own;
  const disable: Act<Account> = {
    label: t("accountForm.disable"), danger: true, say: t("edit.saved"), ask: { title: t("accountForm.disableAsk", { who: account.displayName }), help: t("accountForm.disableHelp") },
    send: (requestId) => read(accounts.disableAccount({ name: account.name, requestId })),
  };
  const enable: Act<Account> = { label: t("accountForm.enable"), say: t("edit.saved"), send: (requestId) => read(accounts.enableAccount({ name: account.name, requestId })) };
  return {
    title: account.displayName || t("desk.unknown"), note: own ? t("accountForm.own") : undefined,
    facts: [[t("nav.volunteers"), personName(account.volunteer)]],
    lists: [{
      title: t("table.grants"), none: t("accountForm.noGrants"), lines: account.grants.map((grant) => grantLine(account, grant)),
      acts: mayChange && !account.disabled ? [{ label: t("accountForm.grant"), form: () => grantForm(account) }] : [],
    }],
    acts: !mayChange ? [] : account.disabled ? [enable] : [{ label: t("accountForm.givePassword"), form: () => passwordForm(account) }, disable],
  };
}
