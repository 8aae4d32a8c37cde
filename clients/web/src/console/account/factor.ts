// The second factor of one's own account.
import { createClient } from "@connectrpc/connect";
import { SecondFactorService, type SecondFactor, type SetUpSecondFactorResponse } from "@/gen/diandan/volunteers/v1/second_factor_service_pb";
import { transport } from "@/shared/api/clients";
import { session } from "@/shared/session";

const factors = createClient(SecondFactorService, transport);

export const readFactor = (): Promise<SecondFactor> => factors.getSecondFactor({});

export const setUpFactor = (requestId: string): Promise<SetUpSecondFactorResponse> => factors.setUpSecondFactor({ requestId });

export const confirmFactor = async (oneTimeCode: string, requestId: string): Promise<string[]> =>
  (await factors.confirmSecondFactor({ requestId, oneTimeCode })).recoveryCodes;

/** Every sign-in of the account ends with it, that of this page as well. */
export const removeFactor = (oneTimeCode: string, requestId: string): Promise<unknown> =>
  factors.removeSecondFactor({ name: session.account.value, requestId, oneTimeCode });

/** "JBSW Y3DP …": to be read aloud and typed. */
export const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");
