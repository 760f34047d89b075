/** What of the installed packages the running program never opens. Sizes are of a Linux x64 installation. */

/** Packages that are not copied at all. */
const PACKAGES: readonly { readonly name: RegExp; readonly why: string }[] = [
  // 143 MB. transformers.js bundles what it needs of it and asks for no more in Node.
  { name: /^onnxruntime-web$/, why: 'the web runtime' },
  // Used by onnxruntime-node's install script, which downloads GPU providers and is never run (.npmrc).
  { name: /^(adm-zip|global-agent)$/, why: 'the download of GPU providers' },
  // 18 MB: the native half of sharp; see `STUBS`.
  { name: /^@img\//, why: 'image processing' },
  { name: /^@libsql\/linux-.*-musl$/, why: 'another C library than that of Debian' },
  { name: /^@types\//, why: 'types' },
];

/**
 * Packages that are imported at start and never used: a small module stands in for each. transformers.js imports
 * sharp for pictures, and there are none in a question.
 */
export const STUBS: Readonly<Record<string, string>> = {
  sharp: `export default function sharp() {\n  throw new Error('Pictures cannot be read: sharp is left out of this installation.');\n}\n`,
};

/** Files left out of one package. Paths are relative to the package. */
const FILES: readonly { readonly package: RegExp; readonly file: RegExp }[] = [
  { package: /^@huggingface\/transformers$/, file: /^(src|types)\/|^dist\/(?!transformers\.node\.mjs$)/ },
  // The command line that compiles .proto files, with a compiler of its own.
  { package: /^protobufjs$/, file: /^cli\// },
];

/** Left out of every package: what documents, types, tests or maps the code to its sources. */
const EVERYWHERE: readonly RegExp[] = [
  /\.(map|tsx?|mts|cts|flow|tsbuildinfo)$/,
  /^(?!.*\/?(licen[cs]e|notice|copying)[^/]*$).*\.(md|markdown)$/i,
  /^(tests?|__tests__|docs?|examples?|benchmarks?|\.github|\.yarn|\.vscode)\//i,
];

/** The machine that the result is to run on, in Node's words. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/** Why a package is not copied; null if it is. */
export function reasonToLeaveOut(packageName: string): string | null {
  return PACKAGES.find(({ name }) => name.test(packageName))?.why ?? null;
}

/** Whether a file of a package is copied; `path` is relative to the package, with slashes. */
export function isKept(packageName: string, path: string, target: Target): boolean {
  if (packageName === 'onnxruntime-node' && path.startsWith('bin/')) {
    return path.includes(`/${target.platform}/${target.arch}/`);
  }
  if (FILES.some((rule) => rule.package.test(packageName) && rule.file.test(path))) return false;
  return !EVERYWHERE.some((rule) => rule.test(path));
}
