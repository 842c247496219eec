import {
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  MarkdownString,
  Position,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import {
  type DependencyGroup,
  type DependencyItem,
  METHODS,
  type Verdict,
} from '../../server/src/protocol/index.ts';
import type { Server } from './server.ts';

/** Each group has an icon of its own shape: colour alone says nothing. */
const ICONS: Readonly<Record<Verdict, ThemeIcon>> = {
  differs: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  suspect: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  stopped: new ThemeIcon('circle-slash'),
  undetermined: new ThemeIcon('question'),
  waiting: new ThemeIcon('watch'),
  explained: new ThemeIcon('info'),
  same: new ThemeIcon('pass'),
  private: new ThemeIcon('lock'),
};

/** Groups that ask for somebody's attention. */
const OPEN: ReadonlySet<Verdict> = new Set(['differs', 'suspect', 'stopped', 'undetermined']);

/** Shows the view of all requirements, grouped by verdict. */
export function showDependencies(server: Server, log: LogOutputChannel): Disposable {
  const changed = new EventEmitter<void>();
  const view = window.createTreeView<DependencyGroup | DependencyItem>('modproof.dependencies', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => {
        if (node !== undefined) return 'modules' in node ? [...node.modules] : [];
        try {
          const groups = await server.ask(METHODS.dependencies, null);
          view.message = '';
          return [...groups];
        } catch (error) {
          // An empty view would look as if there were nothing to tell.
          view.message = l10n.t('The language server could not be asked. The log says why.');
          log.error(String(error));
          return [];
        }
      },
      getTreeItem: (node) => ('modules' in node ? groupItem(node) : moduleItem(node)),
    },
  });
  server.hear(METHODS.dependenciesChanged, () => changed.fire());
  server.watch((state) => {
    if (state !== 'starting') changed.fire();
  });
  return Disposable.from(view, changed);
}

function groupItem({ id, label, modules }: DependencyGroup): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(label, OPEN.has(id) ? Expanded : Collapsed);
  item.id = id;
  item.iconPath = ICONS[id];
  item.description = String(modules.length);
  item.accessibilityInformation = { label: [label, modules.length].join(': ') };
  return item;
}

function moduleItem(module: DependencyItem): TreeItem {
  const name = `${module.module} ${module.version}`;
  const item = new TreeItem(module.module, TreeItemCollapsibleState.None);
  const place = new Position(module.line, module.character);
  item.description = [module.version, module.description].filter((part) => part !== '').join(' · ');
  item.tooltip = new MarkdownString(module.tooltip);
  item.accessibilityInformation = { label: [name, module.description].join(', ') };
  item.contextValue = module.hasDifference ? 'differing' : 'plain';
  item.command = {
    title: l10n.t('Open'),
    command: 'vscode.open',
    arguments: [Uri.parse(module.uri, true), { selection: new Range(place, place) }],
  };
  return item;
}
