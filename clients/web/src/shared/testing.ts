// Every test file starts on an empty phone.
import { webcrypto } from "node:crypto";
import "fake-indexeddb/auto";

// Node 18 has it, but not in the open.
globalThis.crypto ??= webcrypto as unknown as Crypto;
