import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ErrorInfoSchema, Reason } from "@/gen/diandan/errors/v1/errors_pb";
import { AccountService } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { SignInService } from "@/gen/diandan/volunteers/v1/sign_in_service_pb";
import { session } from "@/shared/session";
import { changePassword } from "./change";

const server = vi.hoisted(() => ({ password: "", signedIn: true, signIns: [] as string[], wantsCode: false }));

/** Changing ends every sign-in; an answer is lost by throwing after the change. */
vi.mock("@/shared/api/clients", () => {
  const transport = createRouterTransport(({ service }) => {
    service(AccountService, {
      setPassword({ oldPassword, newPassword }) {
        if (!server.signedIn) throw new ConnectError("who", Code.Unauthenticated);
        if (oldPassword !== server.password) throw new ConnectError("wrong", Code.InvalidArgument);
        Object.assign(server, { password: newPassword, signedIn: false });
        return {};
      },
    });
    service(SignInService, {
      signIn({ password }) {
        server.signIns.push(password);
        if (password !== server.password) throw new ConnectError("no", Code.Unauthenticated);
        if (server.wantsCode) throw new ConnectError("code", Code.FailedPrecondition, undefined, [{ desc: ErrorInfoSchema, value: { reason: Reason.ONE_TIME_CODE_NEEDED } }]);
        server.signedIn = true;
        return {};
      },
    });
  });
  return { transport, signIns: createClient(SignInService, transport), renewBy: () => {} };
});

const change = (now: string) => changePassword("yang", now, "kettle poplar", "request");

describe("changing one's own password", () => {
  beforeEach(() => Object.assign(server, { password: "before", signedIn: true, signIns: [], wantsCode: false }));

  it("signs this device in again with the new one", async () => {
    await change("before");
    expect(server).toMatchObject({ password: "kettle poplar", signedIn: true, signIns: ["kettle poplar"] });
  });
  it("changes nothing when the present one is wrong, and stays signed in", async () => {
    await expect(change("another")).rejects.toMatchObject({ code: Code.InvalidArgument });
    expect(server).toMatchObject({ password: "before", signedIn: true, signIns: [] });
  });
  it("is done, pressed again, when the first answer was lost", async () => {
    Object.assign(server, { password: "kettle poplar", signedIn: false });
    await change("before");
    expect(server.signedIn).toBe(true);
  });
  it("is done, and asks to sign in with a code, where there is a second factor", async () => {
    server.wantsCode = true;
    session.expired.value = false;
    await change("before");
    expect(server.password).toBe("kettle poplar");
    expect(session.expired.value).toBe(true);
  });
  it("asks to sign in when the sign-in had ended for another reason", async () => {
    server.signedIn = false;
    await expect(change("before")).rejects.toMatchObject({ code: Code.Unauthenticated, rawMessage: "who" });
    expect(server.password).toBe("before");
  });
});
