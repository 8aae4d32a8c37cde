// The county's menu, readable offline.
import { menu } from "@/shared/api/clients";
import { useRead } from "@/shared/read";
import { session } from "@/shared/session";

export const useMenu = () =>
  useRead("menu", async () => (await menu.listMenu({ parent: session.parent.value, pageSize: 200 })).menuItems);
