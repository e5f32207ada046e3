import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCodeServer } from './install.ts';
import type { EditorSettings } from './settings.ts';

/** The folders in which one workbench keeps everything: nothing of the user's own editor is read or written. */
export interface EditorProfile {
  readonly root: string;
  readonly userData: string;
  readonly extensions: string;
  readonly home: string;
}

export interface EditorOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** TCP port on loopback; a free one when absent. */
  readonly port?: number;
  /** Leaves workspace trust on: the editor asks, and starts in Restricted Mode. */
  readonly askForTrust?: boolean;
  /** Options of VS Code's server that code-server does not know. */
  readonly serverOptions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningEditor {
  /** Opens the folder. */
  readonly url: string;
  readonly port: number;
  /** What the server has written so far. */
  log(): string;
  /** Resolves when the server has ended, by itself or through `stop`. */
  readonly ended: Promise<void>;
  /** Ends the server and every process that it started. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** Makes the folders of a profile and writes its settings. An existing profile keeps its extensions. */
export async function prepareProfile(root: string, settings: EditorSettings): Promise<EditorProfile> {
  const profile = {
    root,
    userData: join(root, 'user-data'),
    extensions: join(root, 'extensions'),
    home: join(root, 'home'),
  };
  await mkdir(join(profile.userData, 'User'), { recursive: true });
  await mkdir(profile.extensions, { recursive: true });
  await mkdir(profile.home, { recursive: true });
  await writeFile(join(profile.userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
  await writeFile(join(root, 'config.yaml'), 'auth: none\n');
  return profile;
}

/** Installs a VSIX into a profile, over an earlier build of the same version. */
export async function installExtension(profile: EditorProfile, vsix: string): Promise<void> {
  const entry = await prepareCodeServer();
  const args = [entry, ...profileArguments(profile), '--force', '--install-extension', vsix];
  const child = spawn(process.execPath, args, {
    env: environmentOf(profile),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new Error(`The workbench did not install ${vsix} (exit ${code}):\n${output()}`);
  }
}

/** Starts the workbench's server on loopback and resolves when it answers. */
export async function startEditor(profile: EditorProfile, options: EditorOptions): Promise<RunningEditor> {
  const entry = await prepareCodeServer();
  // Outside the profile: a socket's path may have 107 bytes only, and a profile may lie deep in the file system.
  const temporary = await mkdtemp(join(tmpdir(), 'waybill-'));
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'guard.ts'),
      temporary,
      entry,
      ...serverArguments(profile, temporary, options),
    ],
    {
      detached: true,
      env: { ...environmentOf(profile), TMPDIR: temporary, XDG_RUNTIME_DIR: temporary, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const log = collect(child);
  const ended = once(child, 'exit').then(() => undefined);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  try {
    const port = await listeningPort(child, log);
    const url = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`;
    return { url, port, log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function profileArguments(profile: EditorProfile): string[] {
  return [
    '--config',
    join(profile.root, 'config.yaml'),
    '--user-data-dir',
    profile.userData,
    '--extensions-dir',
    profile.extensions,
  ];
}

function serverArguments(profile: EditorProfile, temporary: string, options: EditorOptions): string[] {
  return [
    ...profileArguments(profile),
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${options.port ?? 0}`,
    '--session-socket',
    join(temporary, 'session'),
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--app-name',
    'Waybill',
    ...(options.askForTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.serverOptions ?? []).flatMap((option) => ['--vscode-option', option]),
    options.folder,
  ];
}

/** The caller's environment, except for what would let the workbench find the user's own files. */
function environmentOf(profile: EditorProfile): NodeJS.ProcessEnv {
  const { home } = profile;
  return {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    PORT: undefined,
  };
}

/** Gathers what a process writes, the last 256 KiB of it. */
function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-262_144);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

/** The port in the line by which the server says that it listens; it asks the system for a free one. */
function listeningPort(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(new Error(`The workbench did not start in ${START_TIMEOUT_MS / 1000} s:\n${log()}`)),
      START_TIMEOUT_MS,
    );
    const look = (): void => {
      const port = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log())?.[1];
      if (port !== undefined) {
        finish(Number(port));
      }
    };
    const died = (): void => finish(new Error(`The workbench ended at once:\n${log()}`));
    const finish = (outcome: number | Error): void => {
      clearTimeout(timer);
      child.stdout?.off('data', look);
      child.off('exit', died);
      if (outcome instanceof Error) {
        reject(outcome);
      } else {
        resolve(outcome);
      }
    };
    child.stdout?.on('data', look);
    child.on('exit', died);
  });
}
