// Runs the walks named on the command line, or all. Each stands on its own server, data folder and browser.
import { account } from "./account.mjs";
import { Bench } from "./bench.mjs";
import { bringing } from "./bringing.mjs";
import { certificates } from "./certificates.mjs";
import { connect } from "./connect.mjs";
import { console_ } from "./console.mjs";
import { draws } from "./draws.mjs";
import { editing } from "./editing.mjs";
import { emergency } from "./emergency.mjs";
import { exchange } from "./exchange.mjs";
import { fairness } from "./fairness.mjs";
import { honours } from "./honours.mjs";
import { hostile } from "./hostile.mjs";
import { load } from "./load.mjs";
import { loop } from "./loop.mjs";
import { memory } from "./memory.mjs";
import { offline } from "./offline.mjs";
import { openapi } from "./openapi.mjs";
import { password } from "./password.mjs";
import { plan } from "./plan.mjs";
import { points } from "./points.mjs";
import { policy } from "./policy.mjs";
import { ratings } from "./ratings.mjs";
import { reports } from "./reports.mjs";
import { restart } from "./restart.mjs";
import { rules } from "./rules.mjs";
import { suggestions } from "./suggestions.mjs";
import { team } from "./team.mjs";
import { weeks } from "./weeks.mjs";

const walks = { connect, loop, team, console: console_, plan, policy, fairness, suggestions, emergency, ratings, reports, editing, bringing, rules, memory, restart, offline, password, account, hostile, weeks, certificates, draws, honours, points, exchange, openapi, load };
/** Those that go over days: their server stands on a clock of its own. */
const STAGED = new Set(["weeks", "certificates", "draws", "memory", "honours", "points", "exchange"]);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !walks[name]);
if (unknown.length) {
  console.error(`unknown: ${unknown.join(" ")}; there are: ${Object.keys(walks).join(" ")}`);
  process.exit(2);
}
let failed = 0;
for (const [name, walk] of Object.entries(walks)) {
  if (asked.length && !asked.includes(name)) continue;
  const bench = new Bench(name, STAGED.has(name));
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  try {
    await bench.start();
    await walk(bench);
    console.log(`ok ${name}, ${seconds()}`);
  } catch (error) {
    failed++;
    console.error(`FAILED ${name} after ${seconds()}: ${error.stack ?? error}`);
    await bench.lastLook();
  } finally {
    await bench.stop();
  }
}
process.exit(failed ? 1 : 0);
