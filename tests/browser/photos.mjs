// Photos of an order: taken without signal, sent when it is back, once; taken away again by who took them, and by the
// station and the township with a reason; seen at the desk.
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

/** Somebody in a photo asks the station to take it away: not the clerk's own, so with the reason. One photo stays. */
export async function removeAtStation(bench, leader, clerk, order) {
  const [kept] = await photosOf(bench, order, "naiman-clerk");
  await leader.setInputFiles(".add-photo input", { name: "IMG_0003.jpg", mimeType: "image/jpeg", buffer: await drawn(leader, 1200, 900, "#b48ac9") });
  await leader.waitForFunction(() => document.querySelectorAll(".photo img").length === 2 && !document.querySelector(".photo .tag"));
  await clerk.goto(`${bench.url}/field/#/station/order/${idOf(order)}`);
  await clerk.reload(); // it may have been open since before there were any
  await clerk.locator(".photo").nth(1).click();
  await clerk.click("text=删掉这张");
  await clerk.waitForSelector(".sheet:visible");
  await bench.lookTwice(clerk, "09-photo-why-removed");
  await clerk.click(".sheet:visible >> text=本人要求删");
  await clerk.waitForFunction(() => document.querySelectorAll(".photo").length === 1 && !document.querySelector(".strip"));
  const left = await photosOf(bench, order, "naiman-clerk");
  if (left.length !== 1 || left[0].hash !== kept.hash) throw new Error(`photos on the server: ${JSON.stringify(left)}`);
  await clerk.reload();
  await clerk.waitForSelector("text=本人要求删");
  await bench.lookTwice(clerk, "09-photo-removed");
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
  if (await desk.locator("text=删掉这张").count()) throw new Error("a reviewer is offered to remove a photo");
  await bench.lookAtDesk(desk, "09-photo-desk");
  const [{ hash }] = await photosOf(bench, order, "naiman-reviewer");
  const bare = await fetch(`${bench.url}/photos/${COUNTY}/${idOf(order)}/${hash}.jpg`);
  if (bare.status !== 401) throw new Error(`a photo was served to nobody: ${bare.status}`);
  await removeAtDesk(bench, order);
}

/** By the township's officer; the reviewer was not offered to. */
async function removeAtDesk(bench, order) {
  const desk = await bench.desk("officer");
  await bench.sitDown(desk, "naiman-officer");
  await desk.goto(`${bench.url}/console/#/board/${idOf(order)}`);
  await desk.click(".photo:has(img)");
  await desk.click(".photo-large >> text=删掉这张");
  await desk.waitForSelector("dialog[open]");
  await bench.lookAtDesk(desk, "09-photo-desk-why-removed");
  await desk.click("dialog[open] >> text=拍到了不该拍的");
  await desk.click("dialog[open] .stop");
  await desk.waitForSelector(".photo", { state: "detached" });
  await desk.waitForSelector(".history >> text=拍到了不该拍的");
  await bench.lookAtDesk(desk, "09-photo-desk-removed");
  const left = await photosOf(bench, order, "naiman-officer");
  if (left.length) throw new Error(`photos on the server: ${JSON.stringify(left)}`);
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
