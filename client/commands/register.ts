import * as vscode from 'vscode';
import { registerCommand } from '../host/register-command.ts';
import { showRule } from '../rule-pages.ts';
import type { CommandContext } from './context.ts';
import { copyDigest, copyReference } from './copy.ts';
import { openDescriptor, openFile, openRemoteFile, openTablePreview } from './open.ts';
import { openForm, openText } from './open-form.ts';
import { addRegistry, removeRegistry } from './registries.ts';
import { runSourceAction } from './source-action.ts';

type Handler = (argument: unknown) => Promise<unknown>;

/** Every command of the extension by the name that package.json gives it. What takes long is loaded when it is called. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const handlers: Readonly<Record<string, Handler>> = {
    publish: async (argument) => (await import('./publish.ts')).publishPackage(argument, context),
    createPackage: async (argument) => (await import('./create-package.ts')).createPackage(argument, context),
    newStacItem: async (argument) => (await import('./create-stac.ts')).newStacObject('item', argument),
    newStacCollection: async (argument) =>
      (await import('./create-stac.ts')).newStacObject('collection', argument),
    newStacCatalog: async (argument) => (await import('./create-stac.ts')).newStacObject('catalog', argument),
    newStacItemFromFile: async (argument) =>
      (await import('./create-stac.ts')).newStacItemFromFile(argument, context),
    pull: async (argument) => (await import('./pull.ts')).pullPackage(argument, context),
    createKey: async () => (await import('./create-key.ts')).createKey(context),
    sign: async (argument) => (await import('./sign.ts')).signPackage(argument, context),
    verify: async (argument) => (await import('./verify.ts')).verifyPackage(argument, context),
    openTablePreview,
    openRemoteFile,
    openFile,
    openForm,
    openText,
    showOnMap: async (argument) => (await import('./show-on-map.ts')).showOnMap(argument, context),
    validateData: async (argument) => (await import('./validate-data.ts')).validateData(argument, context),
    stopValidateData: async () => context.validation.runs.stop(),
    upgrade: () => runSourceAction('source.upgrade.waybill'),
    convert: () => runSourceAction('source.convert.waybill'),
    openDescriptor: (argument) => openDescriptor(argument, context),
    showRule: (argument) => showRule(context.extension, argument),
    openSample: async () => (await import('./open-sample.ts')).openSample(context.extension),
    addRegistry,
    removeRegistry,
    refresh: async () => context.refreshExplorer(),
    filterStac: async () => (await import('./stac-catalogue.ts')).filterStac(context),
    clearStacFilter: async () => context.stacCatalogue.setFilter(''),
    refreshStac: async () => context.stacCatalogue.refresh(),
    revealStac: async (argument) => (await import('./stac-catalogue.ts')).revealStac(argument, context),
    openStacParent: async (argument) =>
      (await import('./stac-catalogue.ts')).openStacParent(argument, context),
    copyStacId: async (argument) => (await import('./stac-catalogue.ts')).copyStacId(argument),
    copyStacHref: async (argument) => (await import('./stac-catalogue.ts')).copyStacHref(argument),
    showStacOnMap: async (argument) => (await import('./stac-catalogue.ts')).showStacOnMap(argument),
    copyReference,
    copyDigest: (argument) => copyDigest(argument, context.connections),
    showLog: async () => context.log.show(),
  };
  const registered = Object.entries(handlers).map(([name, run]) => registerCommand(name, context.log, run));
  return vscode.Disposable.from(...registered);
}
