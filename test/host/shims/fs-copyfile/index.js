// Stands in for a native module that code-server can do without: copies through Node.
const fs = require('node:fs');

exports.copyFile = (from, to, mode = 0) => fs.promises.copyFile(from, to, mode);
exports.isCloneSupported = async () => false;
exports.cp = (from, to, options) => fs.promises.cp(from, to, options);
