// Reads documents with @iiif/parser: prints, for each, what it would have to repair or cannot read.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.argv[2]}/package.json`);
const { presentation3StrictUpgrade } = require("@iiif/parser/strict");
const { normalize, serialize, serializeConfigPresentation3 } = require("@iiif/parser");

function problems(document) {
  const state = { warnings: [] };
  try {
    if (document.type === "Manifest") presentation3StrictUpgrade(structuredClone(document), state);
    const { entities, resource, mapping } = normalize(structuredClone(document));
    const again = serialize({ entities, mapping, requests: {} }, resource, serializeConfigPresentation3);
    for (const key of Object.keys(document)) {
      if (!(key in again)) state.warnings.push(`${key} is lost by a reading and a writing`);
    }
  } catch (error) {
    state.warnings.push(String(error.stack || error));
  }
  return state.warnings;
}

const documents = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(documents.map(problems)));
