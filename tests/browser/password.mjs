// People change their own password: on a phone, where a wrong one is said at its field, and at a desk, where one is
// drawn. Whoever changes it stays signed in; every other device has to use the new one.
const NEXT = "kettle poplar bicycle";

export async function password(bench) {
  await onPhone(bench);
  await atDesk(bench);
  bench.verdict();
}

const signInAs = (bench, signInName, password) => bench.call("volunteers.v1.SignInService/SignIn", { signInName, password });

async function onPhone(bench) {
  const [phone, other] = [await bench.phone("volunteer"), await bench.phone("other")];
  for (const each of [phone, other]) await bench.signIn(each, "naiman-volunteer7");
  await phone.goto(`${bench.url}/field/#/me`);
  await phone.click("text=改密码");
  const [now, next] = [phone.getByLabel("现在的密码"), phone.getByLabel("新密码")];
  await next.waitFor();
  await phone.waitForSelector(".sessions .line >> nth=1"); // this phone and the other one
  await bench.lookTwice(phone, "01-phone");
  await now.fill("not-this-one");
  await next.fill("kettle");
  await phone.click("form .main");
  await phone.waitForSelector(".error >> text=至少要 10 个字符");
  await next.fill(NEXT);
  await phone.click("form .main");
  await phone.waitForSelector(".error >> text=现在的密码不对");
  await bench.lookTwice(phone, "02-phone-wrong");
  await now.fill("diandan-demo");
  await phone.click("form .main");
  await phone.waitForSelector("text=密码改好了");
  await bench.lookTwice(phone, "03-phone-done");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.waitForSelector(".figure"); // still signed in
  await other.goto(`${bench.url}/field/#/volunteer/teams`);
  await other.waitForSelector("text=登录过期了"); // and nobody else is
  if (await signInAs(bench, "naiman-volunteer7", "diandan-demo").catch(() => false)) throw new Error("the old password still opens");
  await signInAs(bench, "naiman-volunteer7", NEXT);
  await phone.goto(`${bench.url}/field/#/password`);
  await phone.click("text=在所有设备上退出");
  await bench.lookTwice(phone, "04-phone-everywhere");
  await phone.click("text=再按一次，全部退出");
  await phone.waitForSelector("input[name=username]");
}

async function atDesk(bench) {
  const desk = await bench.desk("dispatcher");
  await bench.sitDown(desk, "naiman-dispatcher");
  await desk.waitForSelector(".rail .badge");
  await desk.locator(".rail").getByText("我的账号").click();
  await desk.getByLabel("现在的密码").fill("diandan-demo");
  await desk.click("text=替我想一个");
  const drawn = await desk.getByLabel("新密码").inputValue();
  await bench.lookAtDeskTwice(desk, "05-desk");
  await desk.getByRole("button", { name: "改密码" }).click();
  await desk.waitForSelector(".account >> text=密码改好了");
  await bench.lookAtDesk(desk, "06-desk-done");
  await desk.goto(`${bench.url}/console/#/teams`);
  await desk.waitForSelector(".table tbody tr");
  await signInAs(bench, "naiman-dispatcher", drawn);
}
