import type { Command } from './args.ts';

const OVERVIEW = `modproof: are the Go modules in go.mod the ones that were meant, and are their
bytes the ones that upstream published?

  modproof audit [PATH…]            all go.mod and go.work files at or below PATH (default: .)
  modproof check MODULE[@VERSION]…  the same questions about a module before it is added
  modproof diff MODULE@VERSION      the difference, mirror against upstream
  modproof explain CODE             what a finding means and what to do
  modproof env                      the Go settings in force, and who would be asked
  modproof feed                     of when the list of malicious modules is; --refresh gets it anew

  --help      this text, or that of a command: modproof audit --help
  --version   the version of modproof

Exit codes: 0 nothing at or above the threshold; 1 findings; 2 wrong use or
unreadable input; 3 something could not be determined and the policy says that
this matters.
`;

const NETWORK = `  -o, --output FILE     where to; standard output when absent
  --offline             no request at all; stored verdicts are used, the rest is undetermined
  --concurrency N       repositories and copies dealt with at a time, 1 to 64 (default: 16)
  --cache-dir DIR       where verdicts are stored (default: the user's cache folder)
  --no-color            no colours, as with NO_COLOR in the environment
  -q, --quiet           the last lines alone
`;

const DATA_FORMATS = `  --format text|json    how the answer is written (default: text)
`;

const REPORT_FORMATS = `  --format text|json|html
                        how the report is written (default: text)
`;

const JUDGING = `  --policy FILE         the policy (default: .modproof.json beside go.mod or above it)
  --fail-on SEVERITY    error, warning, information or never (default: warning)
  --undetermined WHAT   pass or fail: whether what could not be determined gives exit
                        code 3 (default: as the policy says, or pass)
`;

const COMMANDS: Readonly<Record<Command, string>> = {
  audit: `modproof audit [PATH…]

Audits all go.mod and go.work files at or below each PATH (default: the current
folder). Folders that the go command passes over (vendor, testdata, names that
start with . or _) and node_modules are left out, and the report says so.

${REPORT_FORMATS}${NETWORK}${JUDGING}  --ledger              begin a tag ledger, .modproof/ledger, beside each go.mod that has
                        none there or above; one that is there is always kept
`,
  check: `modproof check MODULE[@VERSION]…

Asks about modules that no go.mod names yet. Without a version, the newest one
that the mirror lists.

${REPORT_FORMATS}${NETWORK}${JUDGING}`,
  diff: `modproof diff MODULE@VERSION [--against MODULE@VERSION]

Shows which files differ between the mirror's copy and the upstream commit, or
the mirror's copy of another module, what the first one gains, and the contents
line by line: + is in the first one alone, - in the other.
Exit codes: 0 no difference, 1 a difference, 3 it could not be determined, or
nothing can be compared (a private module).

${DATA_FORMATS}${NETWORK}  --against M@V         compare with the mirror's copy of that module instead
  --stat                the files and what is gained, without the contents
`,
  explain: `modproof explain CODE

Prints the page of a finding: what it says, how we know, what to do.
`,
  env: `modproof env

Prints the Go settings in force, where each comes from, and every host that an
audit would ask. Nothing is asked.

${DATA_FORMATS}`,
  feed: `modproof feed [--refresh [--accept-losses]]

Tells of when the list of malicious modules is, and how much it holds. With
--refresh the public databases are downloaded first, as a whole: nothing of any
module is sent. MODPROOF_FEED names other addresses, or is "off".

${DATA_FORMATS}  --refresh             download the list, and use it from now on
  --accept-losses       also one that is older than the list at hand, or lacks
                        entries of it that nobody has withdrawn
  --cache-dir DIR       where it is kept (default: the user's cache folder)
`,
};

/** The help text of one command, or of all. */
export function helpFor(command: Command | null): string {
  return command === null ? OVERVIEW : COMMANDS[command];
}
