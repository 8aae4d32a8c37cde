// A real server with the demo county on a throw-away folder, Chromium, people signed in as phones, and what every walk
// asks of a page: no serious axe finding, no request to anybody else, no error in its console.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const repo = fileURLToPath(new URL("../..", import.meta.url));
export const fromWeb = createRequire(join(repo, "clients/web/package.json"));
const { chromium } = fromWeb("playwright-core");
const { AxeBuilder } = fromWeb("@axe-core/playwright");
const run = promisify(execFile);
const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const PASSWORD = "diandan-demo";
/** How long something may take on a machine that is busy with other tests; nothing is measured by it. */
const PATIENCE = 120_000;
/** At a desk: WCAG 2.2 wants 24 pixels for a pointer; links within a line are excepted. */
const DESK_TARGET = 24;
export const COUNTY = 150525;

export class Bench {
  pages = [];
  phones = [];
  findings = [];
  /** How far each service of each county has come, as told with answers to changes: "orders/150525" to 43. */
  positions = new Map();

  /** `staged`: the server stands on a clock that the walk sets. */
  constructor(name, staged = false) {
    this.shots = join(repo, "build/browser", name);
    this.staged = staged;
  }

  async start() {
    await rm(this.shots, { recursive: true, force: true });
    await mkdir(this.shots, { recursive: true });
    this.folder = await mkdtemp(join(tmpdir(), "diandan-browser-"));
    await run("chmod", ["711", this.folder]);
    await (this.staged ? this.startStaged() : this.startServer());
    await this.cli("demo", "load");
    this.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: CHROMIUM_FLAGS, timeout: PATIENCE });
  }

  cli(...args) {
    return run(join(repo, "build/bin/diandan"), ["--data", join(this.folder, "data"), ...args], { env: { ...process.env, LANG: "C.UTF-8" } });
  }

  /** Started again, it takes the same port: phones know no other. */
  async startServer() {
    const ready = join(this.folder, "ready");
    await rm(ready, { force: true });
    this.server = spawn(join(repo, "build/bin/diandan-server"), [
      "--data", join(this.folder, "data"), "--http", `127.0.0.1:${this.port ?? 0}`, "--web", join(repo, "build/web"), "--ready_file", ready,
    ], { stdio: ["ignore", "ignore", "pipe"] });
    this.log = "";
    this.server.stderr.on("data", (text) => (this.log = (this.log + text).slice(-4000)));
    this.gone = new Promise((resolve) => this.server.once("exit", resolve));
    let over = false;
    void this.gone.then(() => (over = true));
    while (!existsSync(ready) || (await readFile(ready, "utf8")).split("\n").length < 3) {
      if (over) throw new Error(`the server ended:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.port = Number((await readFile(ready, "utf8")).split("\n")[1]);
    this.url = `http://127.0.0.1:${this.port}`;
  }

  /** The same modules, told line by line: tests/scenario/staged_server.cc. No RPC moves its clock. */
  async startStaged() {
    const data = join(this.folder, "data");
    this.server = spawn(join(repo, "build/tests/scenario/staged_server"), [], { stdio: ["pipe", "pipe", "pipe"] });
    this.log = "";
    this.server.stderr.on("data", (text) => (this.log = (this.log + text).slice(-4000)));
    this.gone = new Promise((resolve) => this.server.once("exit", resolve));
    this.answers = createInterface({ input: this.server.stdout })[Symbol.asyncIterator]();
    await this.setClock(Date.now());
    this.server.stdin.write(`data ${data}\nkeys ${join(data, "keys")}\nsocket ${join(data, "diandan.sock")}\nhttp 127.0.0.1:0\nweb ${join(repo, "build/web")}\n`);
    this.url = `http://127.0.0.1:${/^ready (\d+)$/.exec(await this.tell("start"))[1]}`;
  }

  /** One line there, one line back. */
  async tell(line) {
    this.server.stdin.write(`${line}\n`);
    const { value, done } = await this.answers.next();
    if (done || /^refused/.test(value)) throw new Error(`the server: ${value ?? "ended"}\n${this.log}`);
    return value;
  }

  async setClock(ms) {
    await this.tell(`clock ${Math.round(ms) * 1000}`);
  }

  async killServer(signal = "SIGKILL") {
    if (this.staged) this.server.stdin.end();
    else this.server.kill(signal);
    await this.gone;
  }

  /** A phone of its own: 360 × 740, its own storage. */
  async phone(who, options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, locale: "zh-CN", timezoneId: "Asia/Shanghai", hasTouch: true, ...options });
    return this.watch(await context.newPage(), who);
  }

  /** A desk: 1440 × 900, mouse and keyboard. */
  async desk(who) {
    return this.phone(who, { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, hasTouch: false });
  }

  /** A phone whose storage outlives its browser, in `folder` under the bench's. The browser is a process of ours: killPhone. */
  async lastingPhone(folder, who) {
    const process = spawn("/usr/bin/chromium", [...CHROMIUM_FLAGS, "--headless=new", "--hide-scrollbars", "--accept-lang=zh-CN", "--window-size=360,740", "--remote-debugging-port=0",
      `--user-data-dir=${join(this.folder, folder)}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"], detached: true, env: { ...globalThis.process.env, TZ: "Asia/Shanghai" } });
    this.phones.push(process);
    const address = await new Promise((resolve, reject) => {
      let said = "";
      process.stderr.on("data", (text) => {
        const found = /DevTools listening on (ws:\S+)/.exec((said += text));
        if (found) resolve(found[1]);
      });
      process.once("exit", () => reject(new Error(`the browser ended:\n${said.slice(-2000)}`)));
    });
    const browser = await chromium.connectOverCDP(address, { timeout: PATIENCE });
    const context = browser.contexts()[0];
    const page = this.watch(context.pages()[0] ?? (await context.newPage()), who);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.addInitScript(() => location.protocol === "http:" && localStorage.setItem("diandan.language", "zh"));
    return page;
  }

  /** As when a phone's system ends the app: no goodbye, to none of its processes. */
  async killPhone() {
    const phone = this.phones.pop();
    const gone = new Promise((resolve) => phone.once("exit", resolve));
    process.kill(-phone.pid, "SIGKILL");
    await gone;
  }

  watch(page, who) {
    page.setDefaultTimeout(PATIENCE);
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.url)) this.findings.push(`${who} asked a third party: ${request.url()}`);
    });
    page.on("response", (answer) => this.remember(answer.headers()["diandan-position"]));
    page.on("pageerror", (error) => this.findings.push(`${who}: ${error.stack}`));
    page.on("console", (message) => {
      if (message.type() === "error" && /Content Security|Refused to/.test(message.text())) this.findings.push(`${who}: ${message.text()}`);
    });
    this.pages.push([who, page]);
    return page;
  }

  async signIn(page, name) {
    await page.goto(`${this.url}/field/#/sign-in`);
    await page.fill("input[name=username]", name);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("form button.main");
    await page.waitForURL((url) => !url.hash.includes("sign-in"));
  }

  async sitDown(page, name) {
    if (!page.url().includes("/console/")) await page.goto(`${this.url}/console/`);
    await page.fill("input[name=username]", name);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("form button.main");
    // Until the desk has opened its first page by itself: it must not do so over a page that the walk opens.
    await page.waitForFunction(() => document.querySelector(".matter.nobody") || (document.querySelector(".matter") && location.hash.length > 2));
  }

  /** A call as a program makes it, for the parts that have no screen yet. Throws the server's sentence. Like every client
   * it reads what was written before, by itself or on a page of this bench, and asks again while that is under way. */
  async call(method, request, token) {
    return this.until(`${method} to follow`, async () => {
      const answer = await fetch(`${this.url}/diandan.${method}`, { method: "POST", body: JSON.stringify(request), headers: {
        "content-type": "application/json", "diandan-after": [...this.positions].map(([of, seq]) => `${of}/${seq}`).join(", "), ...(token ? { authorization: `Bearer ${token}` } : {}) } });
      this.remember(answer.headers.get("diandan-position"));
      const body = await answer.json();
      if (answer.ok) return body;
      if (JSON.stringify(body).includes("NOT_YET_FOLLOWED")) return undefined;
      throw new Error(`${method}: ${JSON.stringify(body)}`);
    });
  }

  /** "orders/150525/43", also several with commas between. */
  remember(header) {
    for (const [, of, seq] of (header ?? "").matchAll(/([a-z]+\/\d+)\/(\d+)/g)) {
      if (Number(seq) > (this.positions.get(of) ?? -1)) this.positions.set(of, Number(seq));
    }
  }

  /** What `read` finds, once it finds something: for what happens without a page that shows it. */
  async until(what, read) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const found = await read();
      if (found) return found;
    }
    throw new Error(`waited in vain for ${what}`);
  }

  /** The teams that matching asks about an open order by itself. */
  async askedByItself(order) {
    const token = await this.token("naiman-dispatcher");
    return this.until(`offers of ${order}`, async () => {
      const { offers = [] } = await this.call("orders.v1.OrderService/GetOrder", { name: order }, token);
      return offers.length ? offers.map(({ team }) => team) : undefined;
    });
  }

  /** Before a page is opened: what can be taken back for eight seconds can be for two minutes. A walk on a busy machine is
   * slower than a thumb. */
  async holdLonger(page) {
    await page.addInitScript(() => {
      const { setTimeout, setInterval } = window;
      window.setTimeout = (then, ms, ...more) => setTimeout(then, ms === 8_000 ? 120_000 : ms, ...more);
      window.setInterval = (then, ms, ...more) => setInterval(then, ms === 1_000 ? 15_000 : ms, ...more);
    });
  }

  async token(name) {
    return (await this.call("volunteers.v1.SignInService/SignIn", { signInName: name, password: PASSWORD })).accessToken;
  }

  /** Looks: a screenshot, and axe in the present size. */
  async look(page, name, touch) {
    await page.waitForFunction(() => !document.querySelector(".skeleton"));
    await page.evaluate(stillness);
    await page.screenshot({ path: join(this.shots, `${name}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    for (const each of violations.filter(({ impact }) => impact === "serious" || impact === "critical")) {
      this.findings.push(`${name}: axe ${each.id}: ${each.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
    }
    const mistakes = await page.evaluate(tooSmall, touch);
    if (touch === undefined) mistakes.push(...(await page.evaluate(lonelyCharacters)));
    for (const each of mistakes) this.findings.push(`${name}: ${each}`);
  }

  async lookTwice(page, name) {
    await this.look(page, name);
    await largeType(page, true);
    await this.look(page, `${name}-large`);
    await largeType(page, false);
  }

  /** Wide, and as wide as an old office screen. */
  async lookAtDesk(page, name) {
    for (const [width, height] of [[1024, 768], [1440, 900]]) {
      await page.setViewportSize({ width, height });
      await this.look(page, `${name}-${width}`, DESK_TARGET);
    }
  }

  /** The same, and with the browser's own type set to large, as people do at a desk. */
  async lookAtDeskTwice(page, name) {
    await this.lookAtDesk(page, name);
    await page.evaluate(() => (document.documentElement.style.fontSize = "20px"));
    await this.look(page, `${name}-large`, DESK_TARGET);
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  }

  async lastLook() {
    for (const [at, [who, page]] of this.pages.entries()) {
      const path = join(this.shots, `failed-${at}-${who}.png`);
      await page.screenshot({ path }).then(() => console.error(`what ${who} saw last, at ${page.url()}: ${path}`), () => {});
    }
    if (this.findings.length) console.error(`found on the way:\n${[...new Set(this.findings)].join("\n")}`);
    if (this.log) console.error(`the server said last:\n${this.log}`);
  }

  /** Throws what was found on the way. */
  verdict() {
    if (this.findings.length) throw new Error([...new Set(this.findings)].join("\n"));
  }

  async stop() {
    for (const [, page] of this.pages) await page.context().close().catch(() => {});
    await this.browser?.close().catch(() => {});
    while (this.phones.length) await this.killPhone();
    if (this.server?.exitCode === null) await this.killServer("SIGTERM");
    if (this.folder) await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** As if another page of the app had switched it: this one keeps what was typed. */
async function largeType(page, wanted) {
  await page.evaluate((newValue) => dispatchEvent(new StorageEvent("storage", { key: "diandan.large", newValue })), wanted ? "yes" : "no");
  await page.waitForFunction((large) => document.documentElement.classList.contains("large") === large, wanted);
}

/** In the page: until what moves has come to rest; what turns for ever is not waited for. */
function stillness() {
  const moving = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity);
  return Promise.all(moving.map((each) => each.finished.catch(() => {}))).then(() => {});
}

/** In the page: what a thumb misses, what sticks out of the screen, letters under 12 pixels (18 in large type). */
function tooSmall(target) {
  const large = document.documentElement.classList.contains("large");
  const touch = target ?? (large ? 60 : 44);
  const letters = large ? 17.9 : 12;
  const found = [];
  const shown = (element) => element.getClientRects().length > 0 && !element.closest(".hidden-text, .paper");
  for (const element of document.querySelectorAll(`button, a[href], input, textarea, select`)) {
    // A tick is pressed on its label, too; a link in a sentence is as high as its line.
    const pressed = (element.matches("[type=checkbox], [type=radio]") && element.closest("label")) || element;
    const box = pressed.getBoundingClientRect();
    if (target && element.matches("p > a")) continue;
    if (shown(element) && (box.height < touch - 0.5 || box.width < touch - 0.5 && box.width < 43.5)) found.push(`touch target ${Math.round(box.width)}×${Math.round(box.height)}: ${element.outerHTML.slice(0, 90)}`);
  }
  for (const element of document.querySelectorAll("main *, nav *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !shown(element)) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < letters) found.push(`letters of ${getComputedStyle(element).fontSize}: ${element.outerHTML.slice(0, 90)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`sticks out: ${document.documentElement.scrollWidth} > ${innerWidth}`);
  return found;
}

/** In the page: lines of Chinese text that hold a single character. */
function lonelyCharacters() {
  const found = [];
  for (const block of document.querySelectorAll("main p, main li, main h1, main h2, main b, main .help, main button, nav span, .sheet p, .sheet h2")) {
    if (!block.getClientRects().length || block.closest(".hidden-text, .paper") || [...block.children].some((child) => getComputedStyle(child).display !== "inline")) continue;
    const lines = new Map();
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      for (let at = 0; at < words.currentNode.data.length; at++) {
        const range = document.createRange();
        range.setStart(words.currentNode, at);
        range.setEnd(words.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        if (!box.width || !/[\p{L}\p{N}]/u.test(words.currentNode.data[at])) continue;
        const line = Math.round(box.bottom / 6);
        lines.set(line, (lines.get(line) ?? "") + words.currentNode.data[at]);
      }
    }
    const lonely = [...lines.values()].find((line) => line.length === 1 && /\p{Script=Han}/u.test(line));
    if (lines.size > 1 && lonely) found.push(`a line of one character, ${lonely}: ${block.textContent.trim().slice(0, 60)}`);
  }
  return found;
}
