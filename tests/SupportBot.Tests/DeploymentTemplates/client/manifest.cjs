// Says what Teams' own schema finds wrong with a manifest, as a JSON array: node manifest.cjs MANIFEST
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const manifest = JSON.parse(readFileSync(process.argv[2], "utf8"));
const schemas = join(dirname(require.resolve("@microsoft/app-manifest")), "json-schemas", "teams");
const schema = JSON.parse(readFileSync(join(schemas, `v${manifest.manifestVersion}`, "MicrosoftTeams.schema.json"), "utf8"));

const ajv = addFormats(new Ajv({ allErrors: true, strictTypes: false }), ["uri", "email", "regex"]);
const validate = ajv.compile(schema);
console.log(JSON.stringify(validate(manifest) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`)));
