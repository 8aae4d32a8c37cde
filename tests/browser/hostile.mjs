// What people should not be able to do: script in text fields, another's session, a forged cookie, a foreign page.
const SCRIPT = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

export async function hostile(bench) {
  const clerk = await bench.phone("clerk");
  await bench.signIn(clerk, "naiman-clerk");
  await clerk.waitForSelector("#line");

  // Words are shown as words, wherever they come back.
  await clerk.goto(`${bench.url}/field/#/station/check?item=all`);
  await clerk.click(".chip >> text=上门理发");
  await clerk.fill(".fact-editor input[maxlength='40']", SCRIPT.slice(0, 40));
  await clerk.click("text=选钟点").catch(() => {});
  await clerk.goto(`${bench.url}/field/#/station/check?line=${encodeURIComponent(`${SCRIPT} 后天 理发`)}`);
  await clerk.waitForSelector(".heard");
  if (await clerk.evaluate(() => window.hacked)) throw new Error("script of a line ran");

  // Scripts cannot read the session, and nothing secret lies about.
  const stored = await clerk.evaluate(() => document.cookie + JSON.stringify(localStorage));
  if (/v4\.public|access|refresh/.test(stored)) throw new Error(`a secret in reach of scripts: ${stored}`);

  // Another county's and a forged name say no, and the screen says it in words.
  for (const id of ["00000000-0000-7000-8000-000000000000", "../../x"]) {
    await clerk.goto(`${bench.url}/field/#/station/order/${encodeURIComponent(id)}`);
    await clerk.waitForSelector("[role=alert]");
  }
  await bench.look(clerk, "01-not-found");

  // A forged cookie is a sign-in page, not a crash; what is stored stays.
  const cookies = await clerk.context().cookies();
  await clerk.context().clearCookies();
  await clerk.context().addCookies(cookies.map((each) => ({ ...each, value: "v4.public.AAAA" })));
  await clerk.goto(`${bench.url}/field/#/station`);
  await clerk.reload();
  await clerk.waitForSelector(".strip >> text=登录过期了");
  await bench.lookTwice(clerk, "02-session-over");

  // Cookies without the header count for nothing, and a foreign origin is refused.
  const bare = await fetch(`${bench.url}/diandan.volunteers.v1.SignInService/WhoAmI`, {
    method: "POST", body: "{}", headers: { "content-type": "application/json", cookie: cookies.map((each) => `${each.name}=${each.value}`).join("; ") } });
  if (bare.ok) throw new Error("a cookie alone was enough");
  const foreign = await fetch(`${bench.url}/diandan.volunteers.v1.SignInService/WhoAmI`, {
    method: "POST", body: "{}", headers: { "content-type": "application/json", "diandan-session": "cookie", origin: "https://elsewhere.example", cookie: cookies.map((each) => `${each.name}=${each.value}`).join("; ") } });
  if (foreign.ok) throw new Error("a foreign page was served");

  // The page's policy forbids inline script.
  const policy = (await fetch(`${bench.url}/field/`)).headers.get("content-security-policy") ?? "";
  if (!/script-src 'self'(;|$)/.test(policy) || !/default-src 'none'/.test(policy)) throw new Error(`weak policy: ${policy}`);

  const resident = await bench.phone("resident");
  await resident.goto(`${bench.url}/field/#/r/150525/AAAAAAAAAAAAAAAAAAAAAA/ABCDEFGHJKMNPQRSTVWXYZ0123`);
  await resident.waitForSelector("[role=alert]");
  await bench.look(resident, "03-wrong-secret");
  bench.verdict();
}
