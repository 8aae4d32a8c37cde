// The description of the API for programs, as programs take it: valid by the published schema of OpenAPI 3.1, every schema
// in it valid JSON Schema 2020-12, every example what its own schema asks for. By other people's validators, not by ours.
import { fromWeb } from "./bench.mjs";
import { must } from "./desk.mjs";

const { Validator } = fromWeb("@seriousme/openapi-schema-validator");
const Ajv = fromWeb("ajv/dist/2020.js").default;
const addFormats = fromWeb("ajv-formats").default;

export async function openapi(bench) {
  for (const language of ["zh-CN", "en"]) {
    const answer = await fetch(`${bench.url}/api/openapi.json`, { headers: { "accept-language": language } });
    must(answer.headers.get("content-type")?.startsWith("application/json"), "not served as JSON");
    const document = await answer.json();
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    must(valid, `${language}: no OpenAPI 3.1: ${JSON.stringify(errors, undefined, 1)}`);
    const found = [...mistakesOf(document), ...looseEndsOf(document)];
    must(!found.length, `${language}:\n${found.join("\n")}`);
  }
}

/** Schemas that are none, and examples that are not what their schema asks for. */
function mistakesOf(document) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addSchema(document, "openapi.json");
  const fits = (ref) => ajv.compile({ $ref: `openapi.json${ref}` });
  const found = [];
  for (const name of Object.keys(document.components.schemas)) {
    const schema = document.components.schemas[name];
    if (!ajv.validateSchema(schema)) found.push(`${name}: ${ajv.errorsText()}`);
  }
  let examples = 0;
  for (const [path, { post }] of Object.entries(document.paths)) {
    for (const { schema, example } of Object.values(post.requestBody.content)) {
      const check = fits(schema.$ref);
      examples++;
      if (example === undefined) found.push(`${path}: no example`);
      else if (!check(example)) found.push(`${path}: ${ajv.errorsText(check.errors, { dataVar: "example" })}`);
    }
  }
  if (examples < 150) found.push(`only ${examples} examples`);
  return found;
}

/** Names that are used twice or lead nowhere: a schema of documents does not see these. */
function looseEndsOf(document) {
  const found = [];
  const ids = Object.values(document.paths).map(({ post }) => post.operationId);
  if (new Set(ids).size !== ids.length) found.push("an operationId stands twice");
  const tags = new Set(document.tags.map(({ name }) => name));
  for (const [path, { post }] of Object.entries(document.paths)) for (const tag of post.tags) if (!tags.has(tag)) found.push(`${path}: no tag ${tag}`);
  const at = (ref) => ref.slice(2).split("/").reduce((thing, step) => thing?.[step], document);
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"(#[^"]+)"/g)) if (at(ref) === undefined) found.push(`${ref} leads nowhere`);
  for (const [path, { post }] of Object.entries(document.paths)) {
    for (const need of post.security) for (const name of Object.keys(need)) if (!document.components.securitySchemes[name]) found.push(`${path}: no scheme ${name}`);
  }
  return [...new Set(found)];
}
