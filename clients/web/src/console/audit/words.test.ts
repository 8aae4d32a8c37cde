// Every kind of event is said in both languages, and belongs to a service that is asked.
import { describe, expect, it } from "vitest";
import { audit as en } from "../words/audit.en";
import { audit as zh } from "../words/audit.zh";
import { KINDS, PARTS } from "./kinds";

describe("kinds of events", () => {
  it("have words in Chinese and English", () => {
    for (const words of [zh, en]) expect(Object.keys(words.eventKind).sort()).toEqual(KINDS.map(({ name }) => name).sort());
    for (const { name } of KINDS) expect(zh.eventKind[name as keyof typeof zh.eventKind]).toMatch(/\p{Script=Han}/u);
  });
  it("belong to a service with a word", () => {
    for (const { part } of KINDS) expect(PARTS).toContain(part);
    expect(Object.keys(zh.auditPart).sort()).toEqual([...PARTS].sort());
  });
  it("are about things with a word", () => {
    for (const { about } of KINDS) if (about) expect(Object.keys(zh.auditThing)).toContain(about);
  });
});
