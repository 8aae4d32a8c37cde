import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PhotoSchema } from "@/gen/diandan/orders/v1/photo_service_pb";
import type { OutboxItem } from "@/shared/outbox/item";
import { pathOf } from "./calls";
import { fitted } from "./shrink";
import { shownOf } from "./shown";

const photo = (photoId: string) => create(PhotoSchema, { photoId, hash: "ab", own: true });
const item = (call: string, request: OutboxItem["request"], state: OutboxItem["state"] = "waiting"): OutboxItem =>
  ({ call, request, seq: 7, subject: "", title: "", account: "", savedAt: 0, tries: 0, state });

describe("photos", () => {
  it("are made to fit, keep their shape, and never grow", () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1280, height: 960 });
    expect(fitted(3000, 4000)).toEqual({ width: 960, height: 1280 });
    expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
    expect(fitted(100_000, 10)).toEqual({ width: 1280, height: 1 });
  });

  it("show what the server has, then what waits, without what is to go", () => {
    const shown = shownOf([photo("a"), photo("b")], [item("RemovePhoto", { photoId: "a" }), item("AddPhoto", { requestId: "c", image: "/9j/" })]);
    expect(shown.map((each) => each.key)).toEqual(["b", "c"]);
    expect(shown[1]).toMatchObject({ seq: 7, src: "data:image/jpeg;base64,/9j/", refused: false });
  });

  it("show one whose answer was lost once", () => {
    expect(shownOf([photo("a")], [item("AddPhoto", { requestId: "a", image: "" })])).toEqual([{ key: "a", photo: photo("a") }]);
  });

  it("say which one was refused", () => {
    expect(shownOf([], [item("AddPhoto", { requestId: "c", image: "" }, "refused")])[0]!.refused).toBe(true);
  });

  it("are asked for at the gateway by order and hash", () => {
    expect(pathOf({ order: "counties/150525/orders/01890a5d-ac96-774b-bcce-b302099a8057", hash: "ab" }))
      .toBe("/photos/150525/01890a5d-ac96-774b-bcce-b302099a8057/ab.jpg");
  });
});
