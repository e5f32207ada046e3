// `node scripts/bootstrap.mjs SCRIPT.ts [argument…]`: makes a fresh clone ready, then runs SCRIPT under Node 24.
// Plain JavaScript that Node 20 runs, with no dependency: nothing is installed yet when it starts.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const host = join(root, 'test/host');
const windows = process.platform === 'win32';
const NODE_NEEDED = 24;

/** Scripts that open a workbench. It runs on Linux x64 only; elsewhere they say what to do instead. */
const needsWorkbench = (script, args) =>
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  ((script === 'scripts/start.ts' && !args.includes('--desktop')) || script === 'scripts/test.ts');

class Stop extends Error {}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * True when `folder/node_modules` holds what the lock file asks for. npm writes its own record of what it
 * installed at the very end, so an interrupted installation is seen too.
 */
function isInstalled(folder) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages ?? {};
  const found = readJson(join(folder, 'node_modules/.package-lock.json'))?.packages ?? {};
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '' || (found[path] === undefined && optional)) return true;
    return found[path]?.version === version && found[path]?.integrity === integrity;
  });
}

/** The environment for npm and for Node itself, without the project's own Node: npm replaces that one. */
function outerEnvironment() {
  const paths = (process.env.PATH ?? '').split(delimiter);
  const outside = paths.filter((path) => relative(root, path).startsWith('..'));
  return { ...process.env, PATH: outside.join(delimiter) };
}

/** Runs npm, quietly unless it fails. */
function npm(folder, args) {
  return new Promise((done, fail) => {
    const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      env: outerEnvironment(),
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('error', (error) =>
      fail(new Stop(`npm could not be started: ${error.message}. Install npm 10 or newer.`)),
    );
    child.on('close', (code) => {
      if (code === 0) return done();
      const where = relative(root, folder) || 'the project';
      fail(
        new Stop(
          `${output.trim()}\n\n"npm ${args.join(' ')}" in ${where} failed (exit ${code}). Check the connection to the package registry and run the same command again.`,
        ),
      );
    });
  });
}

async function install(folder, what) {
  if (isInstalled(folder)) return;
  const start = Date.now();
  console.error(`Installing ${what} (once for each package-lock.json) …`);
  await npm(folder, ['ci']);
  console.error(`Installed ${what} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

function majorOf(executable) {
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}

/**
 * Node 24: the project's own, which the package "node" fetches in an install script; where npm was told to run no
 * scripts, the same files come from the package for this platform, which needs none.
 */
async function findNode() {
  const binary = windows ? 'node.exe' : 'node';
  const own = join(root, 'node_modules/node/bin', binary);
  if (existsSync(own) && majorOf(own) >= NODE_NEEDED) return own;
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;

  const version = readJson(join(root, 'package.json'))?.devDependencies?.node;
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const folder = join(root, '.waybill/node');
  console.error(`npm ran no install scripts: fetching Node ${version} as the package ${name} …`);
  try {
    mkdirSync(folder, { recursive: true });
    await npm(folder, ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${version}`]);
    mkdirSync(dirname(own), { recursive: true });
    renameSync(join(folder, 'node_modules', name, 'bin', binary), own);
  } catch (error) {
    throw new Stop(
      `${error.message}\n\nNode ${NODE_NEEDED} is missing. Either let npm run the install script of the package "node" and delete node_modules, or put Node ${NODE_NEEDED} on the PATH, and run the same command again.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  linkCommand(own);
  return own;
}

/** What npm does for a package's `bin`; `npm run check` then finds this Node by itself. */
function linkCommand(own) {
  const link = join(root, 'node_modules/.bin/node');
  if (windows || existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), own), link);
}

/** Runs the script; this process only passes signals on and ends as the script ends. */
function run(node, script, args) {
  const paths = [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH ?? ''];
  const child = spawn(node, [join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: paths.join(delimiter) },
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  // npm ends the shell between itself and this process, and the shell does not pass that on.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1000).unref();
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

const [given, ...args] = process.argv.slice(2);
try {
  if (given === undefined) throw new Stop('Usage: node scripts/bootstrap.mjs SCRIPT.ts [argument…]');
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(`Node 20 or newer is needed to start; this is ${process.version}.`);
  }
  const script = relative(root, resolve(root, given)).replaceAll('\\', '/');
  await Promise.all([
    install(root, "the project's packages"),
    needsWorkbench(script, args) ? install(host, 'the workbench for tests') : undefined,
  ]);
  run(await findNode(), script, args);
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exitCode = 1;
}
