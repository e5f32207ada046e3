import * as vscode from 'vscode';
import { registerCommand } from '../host/register-command.ts';
import { showRule } from '../rule-pages.ts';
import type { CommandContext } from './context.ts';
import { copyDigest, copyReference } from './copy.ts';
import { createKey } from './create-key.ts';
import { openDescriptor, openRemoteFile, openTablePreview } from './open.ts';
import { openForm, openText } from './open-form.ts';
import { openSample } from './open-sample.ts';
import { publishPackage } from './publish.ts';
import { pullPackage } from './pull.ts';
import { addRegistry, removeRegistry } from './registries.ts';
import { signPackage } from './sign.ts';
import { verifyPackage } from './verify.ts';

type Handler = (argument: unknown) => Promise<unknown>;

/** Every command of the extension by the name that package.json gives it. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const handlers: Readonly<Record<string, Handler>> = {
    publish: (argument) => publishPackage(argument, context),
    createPackage: async (argument) => (await import('./create-package.ts')).createPackage(argument, context),
    pull: (argument) => pullPackage(argument, context),
    createKey: () => createKey(context),
    sign: (argument) => signPackage(argument, context),
    verify: (argument) => verifyPackage(argument, context),
    openTablePreview,
    openRemoteFile,
    openForm,
    openText,
    openDescriptor: (argument) => openDescriptor(argument, context),
    showRule: (argument) => showRule(context.extension, argument),
    openSample: () => openSample(context.extension),
    addRegistry,
    removeRegistry,
    refresh: async () => context.refreshExplorer(),
    copyReference,
    copyDigest: (argument) => copyDigest(argument, context.connections),
    showLog: async () => context.log.show(),
  };
  const registered = Object.entries(handlers).map(([name, run]) => registerCommand(name, context.log, run));
  return vscode.Disposable.from(...registered);
}
