import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

// Loaded before a program by `node --import file:…/record-access.ts?LOG`, never by a test: each access to a file, a host
// or a program becomes a line of JSON in the file LOG, the function and its first argument. (Not in standard error: a
// pipe that is full would fail the access.) What Node does for itself is told only as far as it uses the same functions.

const log = fs.openSync(decodeURIComponent(new URL(import.meta.url).search.slice(1)), 'a');

function record(owner: object, name: string): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') {
    return;
  }
  const recorded: unknown = new Proxy(original, {
    apply: (target, self: unknown, args: unknown[]): unknown => {
      fs.writeSync(log, `${JSON.stringify([name, String(args[0])])}\n`);
      return Reflect.apply(target, self, args);
    },
  });
  Reflect.set(owner, name, recorded);
}

const FILES = ['access', 'lstat', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath', 'stat'];
for (const name of [...FILES, 'writeFile', 'mkdir', 'rename', 'rm', 'watch', 'statfs', 'cp', 'copyFile']) {
  record(fs.promises, name);
  record(fs, name);
  record(fs, `${name}Sync`);
}
for (const name of ['existsSync', 'exists', 'createReadStream', 'watchFile']) {
  record(fs, name);
}
record(net.Socket.prototype, 'connect');
record(dgram, 'createSocket');
for (const name of ['lookup', 'resolve']) {
  record(dns, name);
  record(dns.promises, name);
}
for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'fork']) {
  record(childProcess, name);
}
record(globalThis, 'fetch');
syncBuiltinESMExports();
