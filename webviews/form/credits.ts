import type { DescriptorView, Path } from './descriptor-view.ts';
import type { FormContext } from './form-part.ts';
import { ItemList } from './item-list.ts';
import { ObjectPart } from './object-part.ts';

/** Who may use the package, and how. A licence that is known brings its title and address. */
export function licenceList(
  context: FormContext,
  licences: readonly { readonly name: string; readonly title: string; readonly path: string }[],
  listId: string,
): ItemList {
  const { texts } = context;
  const writeName = (name: string, path: Path, view: DescriptorView) => {
    const owner = path.slice(0, -1);
    const known = licences.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
    const missing = ['title', 'path'].filter((key) => view.at([...owner, key]) === undefined);
    if (name.trim() === '') {
      context.change({ kind: 'remove', path });
      return;
    }
    context.change(
      { kind: 'set', path, value: known?.name ?? name },
      ...missing.flatMap((key) => {
        const value = key === 'title' ? known?.title : known?.path;
        return value ? [{ kind: 'set' as const, path: [...owner, key], value }] : [];
      }),
    );
  };
  return new ItemList(context, {
    title: texts.licences,
    noun: texts.licence,
    makeValue: () => ({ name: '' }),
    makePart: () =>
      new ObjectPart(context, {
        name: { label: texts.name, list: listId, write: writeName },
        title: { label: texts.title },
        path: { label: texts.path },
      }),
    nameOf: nameBy(context, texts.licence, 'name', 'title'),
  });
}

/** Who made the package. Version 1 of the standard has one `role`, version 2 a list of `roles`. */
export function contributorList(context: FormContext): ItemList {
  const { texts } = context;
  return new ItemList(context, {
    title: texts.contributors,
    noun: texts.contributor,
    makeValue: () => ({ title: '' }),
    makePart: () =>
      new ObjectPart(context, {
        title: { label: texts.title },
        email: { label: texts.email },
        organization: { label: texts.organization },
        path: { label: texts.homepage },
        roles: { label: texts.roles, words: true },
      }),
    nameOf: nameBy(context, texts.contributor, 'title', 'email'),
  });
}

/** What the package was made from. */
export function sourceList(context: FormContext): ItemList {
  const { texts } = context;
  return new ItemList(context, {
    title: texts.sources,
    noun: texts.source,
    makeValue: () => ({ title: '' }),
    makePart: () =>
      new ObjectPart(context, {
        title: { label: texts.title },
        path: { label: texts.path },
        version: { label: texts.version },
      }),
    nameOf: nameBy(context, texts.source, 'title', 'path'),
  });
}

/** Names an item by the first of its texts that is there, otherwise by its number. */
export function nameBy(context: FormContext, noun: string, ...keys: readonly string[]) {
  return (view: DescriptorView, path: Path): string => {
    const text = keys
      .map((key) => view.text([...path, key]))
      .find((each) => each !== undefined && each !== '');
    return text ?? context.texts.nth(noun, Number(path.at(-1)));
  };
}
