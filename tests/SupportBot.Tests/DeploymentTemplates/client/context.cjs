// Says which of the files named on standard input, one a line, go to Docker's builder: node context.cjs DOCKERIGNORE
const ignore = require("@balena/dockerignore");
const { readFileSync } = require("node:fs");

const rules = ignore().add(readFileSync(process.argv[2], "utf8"));
const files = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
console.log(JSON.stringify(rules.filter(files)));
