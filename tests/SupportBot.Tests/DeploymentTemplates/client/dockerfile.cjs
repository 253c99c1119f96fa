// Reads a Dockerfile into JSON, [{"keyword", "arguments", "flags", "line"}], as Docker would: node dockerfile.cjs FILE
const { DockerfileParser } = require("dockerfile-ast");
const { readFileSync } = require("node:fs");

const dockerfile = DockerfileParser.parse(readFileSync(process.argv[2], "utf8"));
const instructions = dockerfile.getInstructions().map((instruction) => {
  const flags = (instruction.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue()]);
  return {
    keyword: instruction.getKeyword(),
    arguments: (instruction.getArguments() ?? []).map((argument) => argument.getValue()),
    flags: Object.fromEntries(flags),
    line: instruction.getRange().start.line + 1,
  };
});
console.log(JSON.stringify(instructions));
