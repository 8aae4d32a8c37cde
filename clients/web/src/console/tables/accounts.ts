// Accounts and what they may do.
import type { Account } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { session } from "@/shared/session";
import { msOf, sayDay } from "@/shared/time";
import { accounts } from "../api";
import { desk } from "../desk";
import { accountForm } from "../edit/account_forms";
import { accountRecord } from "../edit/account_record";
import { sayGrant } from "../edit/grants";
import { t } from "../words";
import type { Table } from "./definitions";

const day = (ms: number): string => (ms ? sayDay(ms, Date.now(), false) : "");

export const accountTable = (): Table<Account> => ({
  title: t("nav.accounts"), key: (account) => account.name, idle: (account) => account.disabled, record: accountRecord, create: desk.governs.value ? accountForm : undefined,
  load: async (pageToken) => {
    const { accounts: rows, nextPageToken } = await accounts.listAccounts({ parent: session.parent.value, pageSize: 500, pageToken });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.name"), say: (account) => account.displayName },
    { title: t("table.signIn"), say: (account) => account.signInName },
    { title: t("table.grants"), say: (account) => account.grants.map(sayGrant).join(t("desk.and")) },
    { title: t("table.last"), say: (account) => day(msOf(account.lastSignInTime)), figure: (account) => msOf(account.lastSignInTime) },
    { title: t("table.created"), say: (account) => day(msOf(account.createTime)), figure: (account) => msOf(account.createTime) },
    { title: t("table.state"), say: (account) => t(account.disabled ? "table.disabled" : "table.open") },
  ],
});
