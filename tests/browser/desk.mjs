// What every walk at a desk does.

/** Until the desk has opened its first page by itself: it must not do so over a page that the walk opens. */
export async function sit(bench, who) {
  const desk = await bench.desk(who);
  await bench.sitDown(desk, who);
  await desk.waitForFunction(() => location.hash.length > 2);
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
