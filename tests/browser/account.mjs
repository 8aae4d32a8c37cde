// One's own account at the desk: a second factor is set up by keyboard, asked for at the next sign-in, and switched off;
// other devices are signed out from here. The phone's app asks for the same code.
import { createHmac } from "node:crypto";

const WHO = "naiman-dispatcher", PASSWORD = "diandan-demo";

/** What an authenticator app shows (RFC 6238): from the secret in base32. `later`: steps of 30 seconds. */
function codeOf(secret, later = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((each) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac("sha1", key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export async function account(bench) {
  const [desk, other] = [await bench.desk("desk"), await bench.desk("other desk")];
  for (const each of [desk, other]) await bench.sitDown(each, WHO);
  await desk.locator(".rail").getByText("我的账号").click();
  await desk.waitForSelector(".sessions .line >> nth=1"); // this one and the other
  await bench.lookAtDeskTwice(desk, "01-account");

  // Set up without a mouse: the code is asked for where the caret already is.
  await desk.getByRole("button", { name: "开始设置" }).press("Enter");
  const secret = await desk.locator(".factor-secret").textContent();
  await bench.lookAtDeskTwice(desk, "02-set-up");
  await desk.keyboard.type("000000");
  await desk.keyboard.press("Enter");
  await desk.waitForSelector(".account [role=alert]");
  await desk.getByLabel("验证器上的 6 位数").fill(codeOf(secret));
  await desk.keyboard.press("Enter");
  await desk.waitForSelector(".factor-codes");
  const recovery = await desk.locator(".factor-codes code").allTextContents();
  if (recovery.length !== 10) throw new Error(`${recovery.length} recovery codes`);
  await bench.lookAtDeskTwice(desk, "03-recovery-codes");
  await desk.click("text=抄好了");
  await desk.waitForSelector("text=还有 10 个备用码");
  await bench.lookAtDesk(desk, "04-on");

  // The other desk is signed out from here: it cannot renew any more.
  const lines = desk.locator(".sessions .line");
  const before = await lines.count();
  await lines.last().getByRole("button").click();
  await desk.waitForFunction((count) => document.querySelectorAll(".sessions .line").length === count - 1, before);

  // Out, and in again: the password alone does not do.
  await desk.locator(".rail").getByText("退出登录").click();
  await knock(desk);
  const code = desk.locator("input[name=one-time-code]");
  await code.waitFor();
  await bench.lookAtDesk(desk, "05-code-wanted");
  await code.fill(codeOf(secret, 1)); // the one of just now was taken
  await desk.click("form button.main");
  await desk.waitForSelector(".rail");
  const phone = await bench.phone("phone");
  await phone.goto(`${bench.url}/field/#/sign-in`);
  await knock(phone);
  await phone.waitForSelector("input[name=one-time-code]");
  const third = await bench.desk("third desk");
  await third.goto(`${bench.url}/console/`);
  await knock(third);
  await third.fill("input[name=one-time-code]", recovery[0]);
  await third.click("form button.main");
  await third.waitForSelector(".rail");

  // Off again, with a recovery code: every device has to sign in anew, with the password alone.
  await desk.goto(`${bench.url}/console/#/account`);
  await desk.reload(); // it may have stood there already, with the ten of before
  await desk.waitForSelector("text=还有 9 个备用码");
  await desk.getByRole("button", { name: "关掉" }).press("Enter");
  await bench.lookAtDesk(desk, "06-off");
  await desk.keyboard.type(recovery[1]);
  await desk.keyboard.press("Enter");
  await desk.waitForSelector("input[name=username]");
  await knock(desk);
  await desk.waitForSelector(".rail");

  // And out everywhere, asked for twice.
  await desk.goto(`${bench.url}/console/#/account`);
  await desk.click("text=在所有设备上退出");
  await desk.click("text=再按一次，全部退出");
  await desk.waitForSelector("input[name=username]");
  bench.verdict();
}

async function knock(page) {
  await page.fill("input[name=username]", WHO);
  await page.fill("input[name=password]", PASSWORD);
  await page.click("form button.main");
}
