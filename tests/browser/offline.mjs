// Nothing that the screen said was saved is lost, and nothing is done twice: fifty orders without signal, then the
// browser is killed while it sends, then the server.
import { COUNTY } from "./bench.mjs";

const ORDERS = 50;

export async function offline(bench) {
  let page = await bench.lastingPhone("phone", "clerk");
  await bench.signIn(page, "naiman-clerk2");
  await page.waitForSelector(".services button");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const token = await bench.token("naiman-clerk2");
  const before = await ordersOf(bench, token);
  await page.context().setOffline(true);
  for (let i = 1; i <= ORDERS; i++) {
    await page.fill("#line", `试单${i}号 后天 9:30 理发`);
    await page.click(".ask-line button");
    await page.waitForSelector(".fact >> text=上门理发");
    await page.click(".bar .main");
    await page.waitForSelector(".ask");
  }
  await bench.look(page, "01-fifty-unsent");
  await expectWaiting(page, ORDERS);

  await page.context().setOffline(false);
  await page.waitForResponse((answer) => answer.url().endsWith("/PlaceOrder"));
  await killBrowser(page);
  page = await bench.lastingPhone("phone", "clerk");
  await page.goto(`${bench.url}/field/`);
  const first = await page.waitForResponse((answer) => answer.url().endsWith("/PlaceOrder"));
  // Chromium writes cookies down every half a minute; what was done before waits until the person is known again.
  if (first.status() === 401) {
    await bench.signIn(page, "naiman-clerk2");
    await page.waitForResponse((answer) => answer.url().endsWith("/PlaceOrder") && answer.ok());
  }
  await bench.killServer("SIGKILL");
  await page.waitForSelector(".strip");
  await bench.look(page, "02-server-away");
  await bench.startServer();
  await page.goto(`${bench.url}/field/#/outbox`);
  await page.click("text=现在就送");
  // What stops on the way is tried again after a minute, as on any phone.
  await page.waitForSelector("text=都送出了", { timeout: 150_000 });

  const after = await ordersOf(bench, await bench.token("naiman-clerk2"));
  if (after - before !== ORDERS) throw new Error(`${after - before} orders arrived of ${ORDERS}`);
  await page.context().close();
  bench.verdict();
}

async function ordersOf(bench, token) {
  let [count, pageToken] = [0, ""];
  do {
    const page = await bench.call("orders.v1.OrderService/ListOrders", { parent: `counties/${COUNTY}`, pageSize: 500, pageToken }, token);
    count += page.orders?.length ?? 0;
    pageToken = page.nextPageToken ?? "";
  } while (pageToken);
  return count;
}

async function expectWaiting(page, wanted) {
  const text = await page.textContent(".strip");
  if (!text.includes(String(wanted))) throw new Error(`the strip says: ${text}`);
}

/** As when a phone's system ends the app: no goodbye. */
async function killBrowser(page) {
  const session = await page.context().browser()?.newBrowserCDPSession() ?? await page.context().newCDPSession(page);
  await session.send("Browser.crash").catch(() => {});
  await page.context().close().catch(() => {});
}
