// The documents that the gateway is tested with, held to PortOne's own description: they were written
// after it by hand.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

import { WITHOUT_DESCRIPTION, faultsOf } from "./support/description.mjs";

const DOCUMENTS = new URL("../../crates/desk-gateway/tests/documents/", import.meta.url);
const SCHEMAS = {
  cancellations: "CancelPaymentResponse",
  methods: "PaymentMethod",
  payments: "Payment",
};
/** Says what the vendor does not say yet. */
const isOfTomorrow = (file) => file.endsWith("_of_tomorrow.json");

describe("documents", { skip: WITHOUT_DESCRIPTION }, () => {
  for (const [folder, schema] of Object.entries(SCHEMAS)) {
    const files = readdirSync(new URL(`${folder}/`, DOCUMENTS));
    const faults = (file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, DOCUMENTS), "utf8");
      return faultsOf(schema, JSON.parse(text));
    };

    for (const file of files.filter((file) => !isOfTomorrow(file))) {
      test(`${folder}/${file} is as described`, () => assert.deepEqual(faults(file), []));
    }

    for (const file of files.filter(isOfTomorrow)) {
      test(`${folder}/${file} is not described yet`, () => assert.notDeepEqual(faults(file), []));
    }
  }
});
