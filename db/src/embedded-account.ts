import { spawn } from "node:child_process";

/** An account of the operating system; left out, the server runs as whoever runs us. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Outcome {
  code: number;
  output: string;
}

const accountName = "postgres";

/** For the beginning of a sentence. */
export function nameOf(account?: Account): string {
  return account ? `The account "${account.name}"` : "This account";
}

/** PostgreSQL refuses to serve as root: answers the account it runs as instead, which is made where there is none. */
export async function serverAccount(
  tell: (line: string) => void,
): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await lookUp(accountName);
  if (found) return found;
  const made = await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    "/usr/sbin/nologin",
    accountName,
  ]);
  const account = await lookUp(accountName);
  if (!account)
    throw new Error(
      `PostgreSQL does not run as root, and an account "${accountName}" could not be made for it (${made.output.trim()}). Start Keii as an ordinary user, or set DATABASE_URL.`,
    );
  tell(
    `The account "${accountName}" was made: the database does not run as root.`,
  );
  return account;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([
    run("id", ["-u", name]),
    run("id", ["-g", name]),
  ]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { name, uid: Number(uid.output), gid: Number(gid.output) };
}

/** What the server needs of our environment, and none of the secrets in it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const passed = [
    "PATH",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "LOCPATH",
  ];
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      passed.includes(name.toUpperCase()),
    ),
  );
}

/** Where the server's account may stand while it starts: our own folder may be closed to it. */
export const neutralFolder = process.platform === "win32" ? undefined : "/";

/** Runs a program to its end; one that cannot be started answers the code 127 and the reason. */
export function run(
  program: string,
  args: string[],
  account?: Account,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      uid: account?.uid,
      gid: account?.gid,
      cwd: neutralFolder,
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    const collect = (chunk: string) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
