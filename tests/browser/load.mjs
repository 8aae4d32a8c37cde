// How fast the field app opens: the first time over a village's mobile net and over a bad one, the second time with none.
// First load counts every byte the browser received until the first screen was usable. The figures are printed.
const KB = 1024;
const NETS = {
  mobile: { title: "1.6 Mbit/s, 150 ms", latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, offline: false, limitMs: 3000 },
  slow: { title: "Slow 3G: 50 KB/s, 2 s", latency: 2000, downloadThroughput: 50 * KB, uploadThroughput: 50 * KB, offline: false, limitMs: 9000 },
};
const CPU = 4;
const FIRST_LOAD_KB = 150;
const SECOND_LOAD_MS = 1000;
/** What a new phone shows first, and what one that is signed in does. */
const SIGN_IN = "input[name=username]";
const HOME = "#line";

export async function load(bench) {
  const rows = [];
  for (const net of Object.values(NETS)) {
    const stranger = await opened(bench, await bench.phone("stranger"), net, SIGN_IN);
    rows.push({ what: `first load, ${net.title}, sign-in`, ...stranger, limitMs: net.limitMs, limitKb: FIRST_LOAD_KB });
    const clerk = await opened(bench, await clerksPhone(bench), net, HOME);
    rows.push({ what: `first load, ${net.title}, station`, ...clerk, limitMs: net.limitMs, limitKb: FIRST_LOAD_KB });
  }
  rows.push({ what: "second load, offline, station", ...(await secondLoad(bench)), limitMs: SECOND_LOAD_MS });
  for (const { what, ms, kb, shellMs, limitMs } of rows) {
    console.log(`  ${what.padEnd(44)} ${String(Math.round(ms)).padStart(5)} ms of ${limitMs}` +
      (shellMs === undefined ? "" : `, painted after ${Math.round(shellMs)} ms`) + (kb === undefined ? "" : `, ${kb.toFixed(1)} KB`));
  }
  for (const { what, ms, kb = 0, limitMs, limitKb = 0 } of rows) {
    if (ms > limitMs) bench.findings.push(`${what}: ${Math.round(ms)} ms is over ${limitMs}`);
    if (kb > limitKb) bench.findings.push(`${what}: ${kb.toFixed(1)} KB is over ${limitKb}`);
  }
  bench.verdict();
}

/** A phone that somebody signed in on, without anything of the app kept on it. */
async function clerksPhone(bench) {
  const page = await bench.phone("clerk");
  await bench.signIn(page, "naiman-clerk");
  await page.waitForSelector(HOME);
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  return page;
}

async function opened(bench, page, net, usable) {
  const fresh = await page.context().newPage();
  await page.close();
  return measure(bench, fresh, net, usable);
}

/** Opens the app in a new tab whose network and processor are slowed down, and waits until `usable` can be used. */
async function measure(bench, page, net, usable) {
  bench.watch(page, "load");
  page.setDefaultTimeout(60_000);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  if (net) {
    await devtools.send("Network.clearBrowserCache");
    await devtools.send("Network.emulateNetworkConditions", net);
  }
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  let bytes = 0;
  devtools.on("Network.dataReceived", ({ encodedDataLength }) => (bytes += encodedDataLength));
  devtools.on("Network.responseReceived", ({ response }) => (bytes += response.encodedDataLength));
  await page.addInitScript(noteWhenUsable, usable);
  await page.goto(`${bench.url}/field/`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.usableAt !== undefined);
  const kb = bytes / KB;
  const times = await page.evaluate(() => ({ ms: window.usableAt, shellMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime }));
  await page.context().close();
  return net ? { ...times, kb } : times;
}

/** In the page: when the thing is there, drawn and not disabled. */
function noteWhenUsable(selector) {
  const look = () => {
    const found = document.querySelector(selector);
    if (found && !found.disabled && found.getClientRects().length) requestAnimationFrame(() => (window.usableAt = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function secondLoad(bench) {
  const page = await bench.phone("clerk");
  await bench.signIn(page, "naiman-clerk");
  await page.waitForSelector(".order-row");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForSelector(".order-row");
  await page.context().setOffline(true);
  const fresh = await page.context().newPage();
  await page.close();
  return measure(bench, fresh, undefined, HOME);
}
