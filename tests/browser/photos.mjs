// Photos of an order: taken without signal, sent when it is back, once; taken away again; seen at the desk.
import { COUNTY } from "./bench.mjs";

const idOf = (name) => name.split("/").pop();
const photosOf = async (bench, name, who) =>
  (await bench.call("orders.v1.PhotoService/ListPhotos", { name }, await bench.token(who))).photos ?? [];

/** On the leader's page of an order in service. One photo stays. */
export async function addPhotos(bench, leader, order) {
  const scene = { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: await drawn(leader, 3000, 2250, "#c9b28a") };
  const second = { name: "IMG_0002.jpg", mimeType: "image/jpeg", buffer: await drawn(leader, 900, 1600, "#8aa9c9") };
  await leader.context().setOffline(true);
  await leader.setInputFiles(".add-photo input", scene);
  await leader.waitForSelector(".photo .tag >> text=还没送出");
  await leader.setInputFiles(".add-photo input", { name: "note.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<svg onload='alert(1)'/>") });
  await leader.waitForSelector("text=有一张打不开");
  await bench.lookTwice(leader, "09-photo-unsent");
  if ((await photosOf(bench, order, "naiman-leader")).length) throw new Error("a photo went out without signal");

  await leader.context().setOffline(false);
  await leader.waitForFunction(() => document.querySelector(".photo img") && !document.querySelector(".photo .tag"));
  await leader.setInputFiles(".add-photo input", second);
  await leader.waitForFunction(() => document.querySelectorAll(".photo img").length === 2 && !document.querySelector(".photo .tag"));
  await leader.click(".photo >> nth=1");
  await bench.lookTwice(leader, "09-photo-sent");
  await leader.click("text=删掉这张");
  await leader.waitForFunction(() => document.querySelectorAll(".photo").length === 1);
  await leader.waitForFunction(() => !document.querySelector(".strip"));
  const left = await photosOf(bench, order, "naiman-leader");
  if (left.length !== 1 || left[0].width !== 1280) throw new Error(`photos on the server: ${JSON.stringify(left)}`);
}

/** Before the hours are decided, beside the evidence. */
export async function seePhotosAtDesk(bench, order) {
  const { entries = [] } = await bench.call("hours.v1.EntryService/ListEntriesOfOrder", { order }, await bench.token("naiman-reviewer"));
  const desk = await bench.desk("photos");
  await bench.sitDown(desk, "naiman-reviewer");
  await desk.goto(`${bench.url}/console/#/review/${idOf(entries[0].name)}`);
  await desk.waitForSelector(".photo img");
  await desk.click(".photo");
  await desk.waitForSelector(".photo-large img");
  await bench.lookAtDesk(desk, "09-photo-desk");
  const [{ hash }] = await photosOf(bench, order, "naiman-reviewer");
  const bare = await fetch(`${bench.url}/photos/${COUNTY}/${idOf(order)}/${hash}.jpg`);
  if (bare.status !== 401) throw new Error(`a photo was served to nobody: ${bare.status}`);
}

/** A picture as large as a camera's. */
async function drawn(page, width, height, colour) {
  const base64 = await page.evaluate(([width, height, colour]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    const sky = pen.createLinearGradient(0, 0, 0, height);
    sky.addColorStop(0, "#dfe9f2");
    sky.addColorStop(1, colour);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#5b6b4c";
    pen.beginPath();
    pen.arc(width / 2, height * 1.1, width / 2, 0, 7);
    pen.fill();
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  }, [width, height, colour]);
  return Buffer.from(base64, "base64");
}
