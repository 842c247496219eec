/**
 * Writes a `.vsix`, which is a zip of the Open Packaging Conventions with a
 * manifest for galleries, the types of its contents, and the extension itself.
 */
import JSZip from 'jszip';

/** The earliest that a zip can tell: the same files give the same bytes at any time. */
const DATE = new Date(Date.UTC(1980, 0, 1));

const TYPES = {
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
};

/** Files of the extension that galleries and editors look for, by what they are. */
const ASSETS = {
  'Microsoft.VisualStudio.Code.Manifest': 'package.json',
  'Microsoft.VisualStudio.Services.Content.Details': 'README.md',
  'Microsoft.VisualStudio.Services.Content.Changelog': 'CHANGELOG.md',
  'Microsoft.VisualStudio.Services.Content.License': 'LICENSE.txt',
};

/**
 * The bytes of a package.
 *
 * `manifest` is the extension's `package.json`, `words` are the texts that its
 * `%keys%` stand for, and `files` everything that ships, by its place in the
 * extension. Throws for a file whose kind has no content type.
 */
export async function makeVsix(manifest, words, files) {
  const zip = new JSZip();
  const add = (path, content) =>
    zip.file(path, content, { date: DATE, createFolders: false, unixPermissions: 0o644 });
  add('extension.vsixmanifest', galleryManifest(manifest, words));
  add('[Content_Types].xml', contentTypes(files));
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    add(`extension/${path}`, content);
  return zip.generateAsync({
    type: 'nodebuffer',
    platform: 'UNIX',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
}

function galleryManifest(manifest, words) {
  const { name, version, publisher, engines, keywords, categories, extensionKind, icon } = manifest;
  const word = (text) => asXml(text.replace(/^%(.+)%$/, (_, key) => words[key]));
  const properties = {
    'Microsoft.VisualStudio.Code.Engine': engines.vscode,
    'Microsoft.VisualStudio.Code.ExtensionKind': extensionKind.join(','),
    'Microsoft.VisualStudio.Code.ExecutesCode': 'true',
    'Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown': 'true',
    'Microsoft.VisualStudio.Services.Content.Pricing': 'Free',
  };
  const assets = { ...ASSETS, 'Microsoft.VisualStudio.Services.Icons.Default': icon };
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">',
    '  <Metadata>',
    `    <Identity Language="en-US" Id="${asXml(name)}" Version="${asXml(version)}" Publisher="${asXml(publisher)}"/>`,
    `    <DisplayName>${word(manifest.displayName)}</DisplayName>`,
    `    <Description xml:space="preserve">${word(manifest.description)}</Description>`,
    `    <Tags>${asXml(keywords.join(','))}</Tags>`,
    `    <Categories>${asXml(categories.join(','))}</Categories>`,
    '    <GalleryFlags>Public</GalleryFlags>',
    '    <Properties>',
    ...Object.entries(properties).map(
      ([id, value]) => `      <Property Id="${id}" Value="${asXml(value)}"/>`,
    ),
    '    </Properties>',
    '    <License>extension/LICENSE.txt</License>',
    `    <Icon>extension/${asXml(icon)}</Icon>`,
    '  </Metadata>',
    '  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>',
    '  <Dependencies/>',
    '  <Assets>',
    ...Object.entries(assets).map(
      ([type, path]) => `    <Asset Type="${type}" Path="extension/${asXml(path)}" Addressable="true"/>`,
    ),
    '  </Assets>',
    '</PackageManifest>',
    '',
  ].join('\n');
}

function contentTypes(files) {
  const endings = new Set(['vsixmanifest', ...[...files.keys()].map((path) => path.split('.').at(-1))]);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    ...[...endings].sort().map((ending) => {
      if (!Object.hasOwn(TYPES, ending))
        throw new Error(`there is no content type for files that end with .${ending}`);
      return `  <Default Extension=".${ending}" ContentType="${TYPES[ending]}"/>`;
    }),
    '</Types>',
    '',
  ].join('\n');
}

function asXml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
