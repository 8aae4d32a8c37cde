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

/** Pages scroll within the window: made as high as its page, it shows the whole of it; nothing may be cut at its side. */
export async function lookWhole(bench, desk, name, sizes) {
  for (const [width, height] of sizes) {
    await desk.setViewportSize({ width, height });
    const most = await desk.evaluate(() => document.querySelector(".matter").scrollHeight + 80);
    await desk.setViewportSize({ width, height: Math.max(height, most) });
    await bench.look(desk, `${name}-${width}`, 24);
    const cut = await desk.evaluate(() => document.querySelector(".matter").scrollWidth - document.querySelector(".matter").clientWidth);
    must(cut <= 1, `${name}: ${cut} px are cut at ${width}`);
    await desk.setViewportSize({ width, height });
  }
}

export function must(is, what) {
  if (!is) throw new Error(what);
}
