// One kind of call that can wait: the schema that reads its request back, and how it is sent.
import { fromJson, type DescMessage, type JsonObject, type MessageShape } from "@bufbuild/protobuf";

export function call<T extends DescMessage>(schema: T, send: (request: MessageShape<T>) => Promise<unknown>) {
  return { schema, send: (json: JsonObject) => send(fromJson(schema, json, { ignoreUnknownFields: true })) };
}
