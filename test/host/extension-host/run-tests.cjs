// Loaded by the extension host as its test runner: runs the functions of the object that the module named by
// WAYBILL_HOST_TESTS exports as its default, in their order, hands each the `vscode` API, and writes what came of it.
const { writeFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const vscode = require('vscode');

exports.run = async () => {
  const { WAYBILL_HOST_TESTS, WAYBILL_HOST_RESULTS } = process.env;
  const results = [];
  const { default: tests } = await import(pathToFileURL(WAYBILL_HOST_TESTS).href);
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(vscode);
      results.push({ name });
    } catch (error) {
      results.push({ name, error: String(error?.stack ?? error) });
    }
  }
  writeFileSync(WAYBILL_HOST_RESULTS, JSON.stringify(results));
};
