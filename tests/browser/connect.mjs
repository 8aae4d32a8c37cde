// The Connect protocol as its own clients speak it (connect-node, connect-web), against the real server: what the
// gateway's C++ tests take for the protocol is what these take for it too. They learn the contract from its descriptors.
// connect-node's package asks for Node.js 20; 18, as Debian 12 has it, does all that is asked here.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { COUNTY, fromWeb, PASSWORD, repo } from "./bench.mjs";

const { createFileRegistry, fromBinary } = fromWeb("@bufbuild/protobuf");
const { FileDescriptorSetSchema } = fromWeb("@bufbuild/protobuf/wkt");
const { Code, ConnectError, createClient } = fromWeb("@connectrpc/connect");
const node = fromWeb("@connectrpc/connect-node");
const web = fromWeb("@connectrpc/connect-web");

const FIELD_INVALID = 1;
const NOT_SIGNED_IN = 3;
const DEADLINE_PASSED = 12;
const VERIFICATION = 5; // RevealPurpose

/** Gzip that counts, so that nobody takes plain bodies for packed ones. */
function countingGzip() {
  const count = { packed: 0, unpacked: 0 };
  const { name, compress, decompress } = node.compressionGzip;
  const gzip = {
    name,
    compress: (bytes) => (count.packed++, compress(bytes)),
    decompress: (bytes, limit) => (count.unpacked++, decompress(bytes, limit)),
  };
  return { gzip, count };
}

export async function connect(bench) {
  const contract = createFileRegistry(fromBinary(FileDescriptorSetSchema, await readFile(join(repo, "build/gen/diandan.binpb"))));
  const { gzip, count } = countingGzip();
  const packing = { sendCompression: gzip, acceptCompression: [gzip], compressMinBytes: 0 };
  const toNode = (options) => node.createConnectTransport({ baseUrl: bench.url, httpVersion: "1.1", acceptCompression: [], ...options });
  const transports = {
    "node, JSON": toNode({ useBinaryFormat: false }),
    "node, binary": toNode({ useBinaryFormat: true }),
    "node, JSON, gzip": toNode({ useBinaryFormat: false, ...packing }),
    "node, binary, gzip": toNode({ useBinaryFormat: true, ...packing }),
    "web, JSON": web.createConnectTransport({ baseUrl: bench.url, useBinaryFormat: false }),
    "web, binary": web.createConnectTransport({ baseUrl: bench.url, useBinaryFormat: true }),
  };
  for (const [name, transport] of Object.entries(transports)) {
    const before = { ...count };
    try {
      await speak(transport, contract);
    } catch (error) {
      throw new Error(`${name}: ${error.stack}`);
    }
    const packed = count.packed - before.packed;
    const unpacked = count.unpacked - before.unpacked;
    want(name.includes("gzip") ? packed > 5 && unpacked > 0 : packed + unpacked === 0, `${name}: ${packed} bodies packed, ${unpacked} unpacked`);
  }
}

async function speak(transport, contract) {
  const client = (service) => createClient(contract.getService(`diandan.volunteers.v1.${service}`), transport);
  const signIn = client("SignInService");
  const people = client("VolunteerService");
  const reveal = client("RevealService");
  const ErrorInfo = contract.getMessage("diandan.errors.v1.ErrorInfo");

  const { accessToken, who } = await signIn.signIn({ signInName: "naiman-reviewer", password: PASSWORD });
  want(who.displayName === "验单员 梁姐", `signed in as ${who.displayName}`);
  const headers = { authorization: `Bearer ${accessToken}`, "accept-language": "en" };
  want((await signIn.whoAmI({}, { headers })).account === who.account, "who am I");

  const { volunteers } = await people.listVolunteers({ parent: `counties/${COUNTY}`, pageSize: 100 }, { headers });
  want(volunteers.length > 5, `${volunteers.length} volunteers`);
  const names = volunteers.slice(0, 3).map((each) => each.name);

  const wrong = await refusal(people.getVolunteer({ name: "counties/150525/volunteers/7" }, { headers }), ErrorInfo);
  want(wrong.code === Code.InvalidArgument && wrong.info.reason === FIELD_INVALID && wrong.info.fields[0].field === "name", `a wrong name: ${wrong.text}`);
  want(wrong.text.includes(wrong.info.message) && /^[\x20-\x7e“”]+$/.test(wrong.info.message), `not in English: ${wrong.info.message}`);
  const nobody = await refusal(people.getVolunteer({ name: names[0] }), ErrorInfo);
  want(nobody.code === Code.Unauthenticated && nobody.info.reason === NOT_SIGNED_IN && nobody.info.message.includes("您还没有登录"), `nobody: ${nobody.text}`);

  // Told by the gateway; then by whichever side is first: no password is checked within a millisecond.
  const late = await refusal(signIn.whoAmI({}, { headers: { ...headers, "connect-timeout-ms": "0" } }), ErrorInfo);
  want(late.code === Code.DeadlineExceeded && late.info.reason === DEADLINE_PASSED, `no time: ${late.text}`);
  await signIn.whoAmI({}, { headers, timeoutMs: 10_000 });
  const hurried = await refusal(signIn.signIn({ signInName: "naiman-reviewer", password: PASSWORD }, { timeoutMs: 1 }), ErrorInfo);
  want(hurried.code === Code.DeadlineExceeded, `in a hurry: ${hurried.text}`);

  const ask = { parent: `counties/${COUNTY}`, requestId: randomUUID(), purpose: VERIFICATION, volunteers: names };
  const shown = [];
  for await (const person of reveal.reveal(ask, { headers })) shown.push(person.volunteer);
  want(shown.join() === names.join(), `revealed ${shown}`);
  const hidden = await refusal((async () => {
    for await (const person of reveal.reveal(ask)) throw new Error(`nobody was shown ${person.volunteer}`);
  })(), ErrorInfo);
  want(hidden.code === Code.Unauthenticated && hidden.info.reason === NOT_SIGNED_IN, `a stream for nobody: ${hidden.text}`);
}

async function refusal(call, ErrorInfo) {
  const error = await call.then(() => new Error("was answered"), (refused) => refused);
  if (!(error instanceof ConnectError)) throw error;
  return { code: error.code, info: error.findDetails(ErrorInfo)[0], text: error.message };
}

function want(holds, what) {
  if (!holds) throw new Error(what);
}
