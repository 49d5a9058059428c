export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** What a refusal says in short: its status, and the fields it names. */
export function refusal({
  status,
  body,
}: Answer<unknown>): [number, ...string[]] {
  const { errors = {} } = body as { errors?: Record<string, string> };
  return [status, ...Object.keys(errors)];
}

/** Calls the API over HTTP as one client, with a bearer token once signed in. Refuses to go on after an unexpected answer. */
export class Caller {
  token: string | null = null;
  private credentials: { email: string; password: string } | null = null;
  private signedInAt = 0;

  constructor(readonly url: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const { body } = await this.post<{ accessToken: string }>(
      "/api/auth/login",
      { email, password },
    );
    this.token = body.accessToken;
    this.credentials = { email, password };
    this.signedInAt = performance.now();
  }

  /** Any call, answered whatever its status. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    await this.staySignedIn(path);
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { "content-type": typeOf(body) }),
        ...headers,
      },
      ...(body !== undefined && { body: wireOf(body) }),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson && text !== "" ? JSON.parse(text) : text) as T,
    };
  }

  /** A POST as a client makes it that must know: asked again, under its key, while nobody can answer at present. */
  async insist<T = unknown>(
    path: string,
    body: unknown,
    key: string,
  ): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.call<T>("POST", path, body, {
        "idempotency-key": key,
      });
      if (answer.status !== 503 || attempt === 20) return answer;
      await new Promise((done) => setTimeout(done, 250));
    }
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.expected(this.call<T>("GET", path), `GET ${path}`);
  }

  post<T>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.expected(
      this.call<T>("POST", path, body, headers),
      `POST ${path}`,
    );
  }

  /** An act on a record, or a change of it, based on a version. */
  on<T>(
    version: number,
    method: "PUT" | "POST" | "DELETE",
    path: string,
    body?: unknown,
  ): Promise<Answer<T>> {
    return this.expected(
      this.call<T>(method, path, body, { "if-match": `"v${version}"` }),
      `${method} ${path}`,
    );
  }

  /** An access token lasts five minutes; a long test goes on. */
  private async staySignedIn(path: string): Promise<void> {
    if (!this.credentials || this.token === null || path === "/api/auth/login")
      return;
    if (performance.now() - this.signedInAt < 240_000) return;
    await this.signIn(this.credentials.email, this.credentials.password);
  }

  private async expected<T>(
    answer: Promise<Answer<T>>,
    what: string,
  ): Promise<Answer<T>> {
    const got = await answer;
    if (got.status >= 300)
      throw new Error(
        `${what} answered ${got.status}: ${JSON.stringify(got.body)}`,
      );
    return got;
  }
}

/** Content goes out as it is, everything else as JSON. */
function typeOf(body: unknown): string {
  return body instanceof Uint8Array
    ? "application/octet-stream"
    : "application/json";
}

function wireOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array
    ? new Uint8Array(body)
    : JSON.stringify(body);
}
