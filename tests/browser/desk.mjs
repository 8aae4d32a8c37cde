// What every walk at a desk does.

export async function sit(bench, who) {
  const desk = await bench.desk(who);
  await bench.sitDown(desk, who);
  return desk;
}

export const go = (bench, desk, page, wait = ".table tbody tr") => desk.goto(`${bench.url}/console/#/${page}`).then(() => desk.waitForSelector(wait));
export const field = (desk, name) => desk.locator(".drawer").getByLabel(name, { exact: true });
export const press = (desk, name) => desk.locator(".drawer-foot, .drawer .hanging, .drawer .receipt").getByRole("button", { name, exact: true }).first().click();
export const closed = (desk) => desk.waitForSelector(".drawer", { state: "detached" });

/** A row opened by its first cell, as people do. */
export async function openRow(desk, name) {
  await desk.locator(".table tbody a", { hasText: name }).first().click();
  await desk.waitForSelector(".drawer .facts dd");
}

export function must(is, what) {
  if (!is) throw new Error(what);
}
