// What people should not be able to do: script in text fields, another county's things, another's session, forged and
// worn-out tokens, bodies that are too large or no bodies at all, a foreign page.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { COUNTY } from "./bench.mjs";

const SCRIPT = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
/** As much of it as a short field takes. */
const SHORT = '<img src=x onerror=hacked=1>';
const OTHER = 150526;

export async function hostile(bench) {
  const clerk = await bench.phone("clerk");
  await bench.signIn(clerk, "naiman-clerk");
  await clerk.waitForSelector("#line");
  await scripts(bench, clerk);
  await otherCounties(bench, clerk);
  await tokens(bench);
  await bodies(bench);
  await sessions(bench, clerk);
  await foreignPages(bench);
  bench.verdict();
}

const harmless = async (page, where) => {
  if (await page.evaluate(() => window.hacked !== undefined || document.querySelector("img[src=x], main script") !== null)) throw new Error(`script ran ${where}`);
};

/** In every field that takes words; then wherever the words come back. */
async function scripts(bench, clerk) {
  await clerk.goto(`${bench.url}/field/#/station/check?line=${encodeURIComponent(`${SCRIPT} 后天 理发`)}`);
  await clerk.waitForSelector(".heard");
  await harmless(clerk, "from a line");
  await clerk.goto(`${bench.url}/field/#/station/check?item=all`);
  await clerk.click(".chip >> text=上门理发");
  await clerk.fill(".fact-editor input[maxlength='40']", SHORT);
  await clerk.press(".fact-editor input[maxlength='40']", "Enter");
  await clerk.locator(".days .chip").nth(2).click();
  for (const [fact, value] of [["在哪里", SCRIPT.slice(0, 80)], ["联系", SHORT.slice(0, 20)]]) {
    await clerk.click(`[aria-label=改${fact}]`);
    await clerk.locator(".fact-editor input:not([type=date]):not([type=time])").last().fill(value);
  }
  await clerk.click(".bar .main");
  await clerk.waitForSelector(".order-row >> text=img src");
  await harmless(clerk, "on the station's page");
  const href = await clerk.locator(".order-row a", { hasText: "img src" }).first().getAttribute("href");
  await clerk.goto(`${bench.url}/field/${href}`);
  await clerk.waitForSelector("text=看码，打小票");
  await harmless(clerk, "on the order's page");

  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, await bench.token("naiman-clerk"));
  const station = Buffer.from(who.grants.find((grant) => grant.orgPath).orgPath.split(".").pop().replace(/-/g, ""), "hex").toString("base64url");
  const neighbour = await bench.phone("neighbour");
  await neighbour.goto(`${bench.url}/field/#/w/${COUNTY}/${station}`);
  await neighbour.fill("textarea", SCRIPT);
  await neighbour.fill("input[type=tel]", SHORT.slice(0, 20));
  await neighbour.click("form .main");
  await neighbour.waitForSelector("text=站里收到了");
  await clerk.goto(`${bench.url}/field/#/station`);
  await clerk.waitForSelector("text=window.hacked");
  await harmless(clerk, "from a wish");
  await clerk.goto(`${bench.url}/field/#/station/poster`);
  await clerk.fill("input[type=tel]", SHORT.slice(0, 20));
  await harmless(clerk, "on the poster");
  await neighbour.goto(`${bench.url}/field/#/sign-in`);
  await neighbour.fill("input[name=username]", SHORT);
  await neighbour.fill("input[name=password]", SCRIPT);
  await neighbour.click("form .main");
  await neighbour.waitForSelector("[role=alert]");
  await harmless(neighbour, "at the sign-in");
}

/** Ids of another county and ids of nothing, in every address and every call: a sentence, never a thing, never a crash. */
async function otherCounties(bench, clerk) {
  const nothing = randomUUID();
  const short = Buffer.from(nothing.replace(/-/g, ""), "hex").toString("base64url");
  for (const id of [nothing, "../../x", "%00", "counties/150526/orders/1"]) {
    for (const path of ["station/order", "leader/order", "leader/roster", "volunteer/check"]) {
      await clerk.goto(`${bench.url}/field/#/${path}/${encodeURIComponent(id)}`);
      await clerk.waitForSelector(path === "volunteer/check" ? "h1" : "[role=alert]");
    }
  }
  await bench.lookTwice(clerk, "01-not-found");
  for (const path of [`in/${short}/${short}/123456/in`, `in/x/y/z/in`, `station/check?again=999&wish=${encodeURIComponent(`counties/${OTHER}/wishes/${nothing}`)}`, "nowhere/at/all"]) {
    await clerk.goto(`${bench.url}/field/#/${path}`);
    await clerk.waitForSelector("h1");
  }
  for (const path of [`r/${OTHER}/${short}/ABCDEFGHJKMNPQRSTVWXYZ0123`, `r/x/y/z`, `r/${COUNTY}/${short}/ABCDEFGHJKMNPQRSTVWXYZ0123`]) {
    await clerk.goto(`${bench.url}/field/#/${path}`);
    await clerk.waitForSelector("[role=alert]");
  }
  await bench.look(clerk, "02-wrong-secret");
  await clerk.goto(`${bench.url}/field/#/w/${OTHER}/${short}`);
  await clerk.fill("textarea", "东头李婶家灯不亮了");
  await clerk.click("form .main");
  await clerk.waitForSelector("[role=alert]");

  const token = await bench.token("naiman-clerk");
  const [order, parent] = [`counties/${OTHER}/orders/${nothing}`, `counties/${OTHER}`];
  const asked = [
    ...["GetOrder", "GetTimeline"].map((rpc) => [`orders.v1.OrderService/${rpc}`, { name: order }]),
    ...["GetRoster", "ListAttendances"].map((rpc) => [`orders.v1.AttendanceService/${rpc}`, { name: order }]),
    ["orders.v1.RatingService/ListRatings", { name: order }],
    ["orders.v1.RatingService/ViewSlip", { name: order, requestId: randomUUID() }],
    ["orders.v1.OrderService/CancelOrder", { name: order, requestId: randomUUID(), reason: "WEATHER" }],
    ["orders.v1.AttendanceService/CompleteOrder", { name: order, requestId: randomUUID(), witness: true, observedTime: new Date().toISOString() }],
    ["volunteers.v1.TeamService/GetTeam", { name: `${parent}/teams/${nothing}` }],
    ["volunteers.v1.VolunteerService/GetVolunteer", { name: `${parent}/volunteers/${nothing}` }],
    ["hours.v1.LedgerService/GetVolunteerStatement", { volunteer: `${parent}/volunteers/${nothing}` }],
    ["orders.v1.OrderService/ListOrders", { parent }], ["orders.v1.NoticeService/ListNotices", { parent }], ["orders.v1.WishService/ListWishes", { parent }],
    ["volunteers.v1.TeamService/ListMemberships", { parent, team: `${parent}/teams/${nothing}` }],
  ];
  for (const [method, request] of asked) {
    const answer = await bench.call(method, request, token).catch(() => undefined);
    if (answer && Object.values(answer).some((value) => (Array.isArray(value) ? value.length : value))) throw new Error(`${method} told of another county: ${JSON.stringify(answer)}`);
  }
}

const whoAmI = (bench, headers, body = "{}") =>
  fetch(`${bench.url}/diandan.volunteers.v1.SignInService/WhoAmI`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

async function tokens(bench) {
  const signed = await bench.call("volunteers.v1.SignInService/SignIn", { signInName: "naiman-clerk3", password: "diandan-demo" });
  const good = signed.accessToken;
  if (!(await whoAmI(bench, { authorization: `Bearer ${good}` })).ok) throw new Error("the good token was refused");
  const flipped = good.slice(0, 40) + (good[40] === "A" ? "B" : "A") + good.slice(41);
  const nobody = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  for (const forged of [flipped, good.slice(0, -4), good.replace("v4.public", "v3.public"), `${nobody}.${nobody}.`, "v4.public.", "x".repeat(4000), ""]) {
    const answer = await whoAmI(bench, { authorization: `Bearer ${forged}` });
    if (answer.status !== 401) throw new Error(`a forged token got ${answer.status}: ${forged.slice(0, 60)}`);
  }
  // Worn out: a renewal token is good for one renewal, and for none after signing out.
  const renew = (refreshToken) => bench.call("volunteers.v1.SignInService/Refresh", { requestId: randomUUID(), refreshToken });
  const next = await renew(signed.refreshToken);
  await bench.call("volunteers.v1.SignInService/SignOut", { requestId: randomUUID(), refreshToken: next.refreshToken }, next.accessToken);
  for (const worn of [signed.refreshToken, next.refreshToken]) {
    if (await renew(worn).catch(() => undefined)) throw new Error("a worn-out renewal token was taken");
  }
}

/** Each is answered with a reason, and the server goes on. */
async function bodies(bench) {
  const authorization = `Bearer ${await bench.token("naiman-clerk")}`;
  const url = `${bench.url}/diandan.orders.v1.OrderService/ListOrders`;
  const json = { "content-type": "application/json", authorization };
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  const cases = {
    "no JSON": [json, "{"], "another shape": [json, "[]"], "a wrong type": [json, '{"pageSize":"many"}'], "too deep": [json, `{"parent":${deep}}`],
    "too large": [json, JSON.stringify({ parent: "x".repeat(8 * 1024 * 1024) })], "broken letters": [json, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    "no protobuf": [{ ...json, "content-type": "application/proto" }, Buffer.from([0xff, 0xff, 0xff])], "another language": [{ ...json, "content-type": "text/xml" }, "<x/>"],
    "half a gzip": [{ ...json, "content-encoding": "gzip" }, gzipSync("{}").subarray(0, 8)],
    "a gzip that grows": [{ ...json, "content-encoding": "gzip" }, gzipSync(Buffer.alloc(64 * 1024 * 1024, 32))],
    "a long header": [{ ...json, "x-long": "x".repeat(60_000) }, "{}"],
  };
  for (const [what, [headers, body]] of Object.entries(cases)) {
    const status = await fetch(url, { method: "POST", headers, body }).then((answer) => answer.status, () => 0);
    if (status === 200 || status >= 500) throw new Error(`${what} got ${status}`);
  }
  if (!(await fetch(`${bench.url}/healthz`)).ok) throw new Error("the server is not well after it");
}

async function sessions(bench, clerk) {
  // Scripts cannot read the session, and nothing secret lies about.
  const stored = await clerk.evaluate(() => document.cookie + JSON.stringify(localStorage));
  if (/v4\.public|access|refresh/.test(stored)) throw new Error(`a secret in reach of scripts: ${stored}`);

  // Access that ran out is renewed without a word.
  const cookies = await clerk.context().cookies();
  const access = cookies.find((each) => each.path === "/");
  await clerk.context().clearCookies({ name: access.name });
  await clerk.goto(`${bench.url}/field/#/station/orders`);
  await clerk.reload();
  await clerk.waitForSelector(".order-row");
  const strip = await clerk.locator(".strip").allTextContents();
  if (strip.length) throw new Error(`a session that could be renewed was called over: ${strip}`);

  // A forged cookie is a sign-in page, not a crash; what is stored stays.
  const fresh = await clerk.context().cookies();
  await clerk.context().clearCookies();
  await clerk.context().addCookies(fresh.map((each) => ({ ...each, value: "v4.public.AAAA" })));
  await clerk.goto(`${bench.url}/field/#/station`);
  await clerk.reload();
  await clerk.waitForSelector(".strip >> text=登录过期了");
  await bench.lookTwice(clerk, "03-session-over");

  // Cookies without the header count for nothing, and a foreign origin is refused.
  const cookie = fresh.map((each) => `${each.name}=${each.value}`).join("; ");
  if ((await whoAmI(bench, { cookie })).ok) throw new Error("a cookie alone was enough");
  if ((await whoAmI(bench, { cookie, "diandan-session": "cookie", origin: "https://elsewhere.example" })).ok) throw new Error("a foreign page was served");
}

/** The page's policy forbids inline script. */
async function foreignPages(bench) {
  const policy = (await fetch(`${bench.url}/field/`)).headers.get("content-security-policy") ?? "";
  if (!/script-src 'self'(;|$)/.test(policy) || !/default-src 'none'/.test(policy)) throw new Error(`weak policy: ${policy}`);
}
