// Judges answers by PortOne's own OpenAPI description, where this machine has it. The file is not
// ours to ship.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Ajv } from "ajv";

const FILE =
  process.env.CANCEL_DESK_PORTONE_OPENAPI ??
  fileURLToPath(new URL("../../../../shared/reference/portone-v2.openapi.json", import.meta.url));

export const WITHOUT_DESCRIPTION = existsSync(FILE)
  ? false
  : `PortOne's own description is not at ${FILE}; set CANCEL_DESK_PORTONE_OPENAPI: ` +
    "its answers were not held to it";

/** From now on each answer that `fetch` brings from `baseUrl` must be as described. */
export function judgeAnswersFrom(baseUrl) {
  const judged = { count: 0 };
  if (WITHOUT_DESCRIPTION) return judged;
  const description = readDescription();
  const ajv = judgeOf(description);
  const plainFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await plainFetch(input, init);
    const url = new URL(input);
    if (url.origin === baseUrl) {
      const call = { method: init?.method ?? "GET", path: url.pathname, status: response.status };
      check(description, ajv, call, await response.clone().json());
      judged.count += 1;
    }
    return response;
  };
  return judged;
}

let documentsJudge;

/** What of `document` is not as the schema of this name has it. */
export function faultsOf(name, document) {
  documentsJudge ??= judgeOf(readDescription());
  const isAsDescribed = documentsJudge.getSchema(`portone#/components/schemas/${name}`);
  if (isAsDescribed(document)) return [];
  return isAsDescribed.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function readDescription() {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

function judgeOf(description) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
  ajv.addFormat("int32", true);
  ajv.addFormat("int64", true);
  ajv.addSchema({ $id: "portone", components: sharpened(description.components) });
  return ajv;
}

/**
 * OpenAPI 3.0 to JSON schema, a little stricter: the alternative of a union is the one that its
 * discriminator names, and a field that the description does not know is a misspelling of ours.
 */
function sharpened(schema) {
  if (Array.isArray(schema)) return schema.map(sharpened);
  if (schema === null || typeof schema !== "object") return schema;
  const { discriminator, oneOf, ...rest } = schema;
  if (discriminator?.mapping) {
    const { propertyName, mapping } = discriminator;
    return {
      oneOf: Object.entries(mapping).map(([word, reference]) => ({
        allOf: [
          { $ref: `portone${reference}` },
          { required: [propertyName], properties: { [propertyName]: { const: word } } },
        ],
      })),
    };
  }
  if (typeof schema.$ref === "string") return { $ref: `portone${schema.$ref}` };
  const sharp = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, sharpened(value)]),
  );
  if (schema.type === "object" && schema.properties) sharp.additionalProperties ??= false;
  return sharp;
}

function check(description, ajv, { method, path, status }, body) {
  const template = Object.keys(description.paths).find((candidate) => fits(candidate, path));
  const operation = description.paths[template]?.[method.toLowerCase()];
  const schema = operation?.responses[status]?.content["application/json"].schema;
  const call = `${method} ${path} ${status}`;
  assert.ok(schema, `${call} is not described; it answered ${JSON.stringify(body)}`);
  const isAsDescribed = ajv.compile(sharpened(schema));
  const verdict = isAsDescribed(body) ? [] : isAsDescribed.errors;
  assert.deepEqual(verdict, [], `${call} is not as described: ${JSON.stringify(body)}`);
}

function fits(template, path) {
  const wanted = template.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, place) => part.startsWith("{") || part === given[place])
  );
}
