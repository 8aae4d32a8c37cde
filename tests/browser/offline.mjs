// Nothing that the screen said was saved is lost, and nothing is done twice: fifty orders without signal, then the
// browser is killed while it sends, then the server. A full phone says so and keeps what was typed.
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
  await fullPhone(bench, page);
  for (let i = 2; i <= ORDERS; i++) {
    await page.fill("#line", `试单${i}号 后天 9:30 理发`);
    await page.click(".ask-line button");
    await page.waitForSelector(".fact >> text=上门理发");
    await page.click(".bar .main");
    await page.waitForSelector(".ask");
  }
  await bench.look(page, "01-fifty-unsent");
  await expectWaiting(page, ORDERS);
  const saved = await page.evaluate(namesSaved);
  if (saved.length !== ORDERS) throw new Error(`${saved.length} orders are on the phone of ${ORDERS}`);

  await Promise.all([placed(page), page.context().setOffline(false)]);
  await bench.killPhone();
  page = await bench.lastingPhone("phone", "clerk");
  const [first] = await Promise.all([placed(page), page.goto(`${bench.url}/field/`)]);
  // Chromium writes cookies down every half a minute; what was done before waits until the person is known again.
  if (first.status() === 401) {
    await Promise.all([placed(page, (answer) => answer.ok()), bench.signIn(page, "naiman-clerk2")]);
  }
  await bench.killServer("SIGKILL");
  await page.waitForSelector(".strip");
  await bench.look(page, "02-server-away");
  await bench.startServer();
  await page.goto(`${bench.url}/field/#/outbox`);
  // What stops on the way is tried again after a minute, as on any phone: it may be over before anybody presses.
  await page.locator("text=现在就送").or(page.locator("text=都送出了")).first().waitFor();
  await page.evaluate(() => [...document.querySelectorAll("button")].find((each) => each.textContent.includes("现在就送"))?.click());
  await page.waitForSelector("text=都送出了", { timeout: 300_000 });

  const after = await ordersOf(bench, await bench.token("naiman-clerk2"));
  const arrived = after.filter((name) => !before.includes(name)).sort();
  if (arrived.join() !== saved.sort().join()) throw new Error(`${arrived.length} orders arrived of ${saved.length} that were saved`);
  bench.verdict();
}

/** The next answer to an order; asked for before what makes the phone send. */
const placed = (page, which = () => true) => page.waitForResponse((answer) => answer.url().endsWith("/PlaceOrder") && which(answer));

async function ordersOf(bench, token) {
  const names = [];
  let pageToken = "";
  do {
    const page = await bench.call("orders.v1.OrderService/ListOrders", { parent: `counties/${COUNTY}`, pageSize: 500, pageToken }, token);
    names.push(...(page.orders ?? []).map((order) => order.name));
    pageToken = page.nextPageToken ?? "";
  } while (pageToken);
  return names;
}

async function expectWaiting(page, wanted) {
  const text = await page.textContent(".strip");
  if (!text.includes(String(wanted))) throw new Error(`the strip says: ${text}`);
}

/** In the page: the orders that wait on its disk. */
function namesSaved() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("diandan");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.map((item) => item.request.name));
      };
    };
  });
}

/** No room at all: nothing is claimed to be saved, what was typed stays, and with room again one press saves it. */
async function fullPhone(bench, page) {
  await page.evaluate(() => {
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
    window.roomAgain = () => (IDBObjectStore.prototype.add = add);
  });
  await page.fill("#line", "试满的 后天 9:30 理发");
  await page.click(".ask-line button");
  await page.waitForSelector(".fact >> text=上门理发");
  await page.click(".bar .main");
  await page.waitForSelector("[role=alert] >> text=手机满了");
  await bench.look(page, "00-phone-full");
  if ((await page.evaluate(namesSaved)).length) throw new Error("a full phone kept something after all");
  await page.waitForSelector(".fact >> text=试满的");
  await page.evaluate(() => window.roomAgain());
  await page.click(".bar .main");
  await page.waitForSelector(".unsent-row >> text=试满的");
}
