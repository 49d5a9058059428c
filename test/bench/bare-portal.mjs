/*
 * What the self-check is measured against: `node:http` and `pg`, one read and one insert, and a page of one line. No
 * limits, no session, no form token, no words. Takes the address of the database, the key of the codes and the port.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { URLSearchParams } from "node:url";
import { CodeKey } from "@keii/api/verification/code-key";
import pg from "pg";

const [databaseUrl, keyText, port] = process.argv.slice(2);
const key = new CodeKey(keyText);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });

const read = {
  name: "read",
  text: `select c.incident_id, c.batch_no, c.base_no, c.customer_no, r.no as run_no, coalesce(s.verdict, 'not_affected') as verdict,
      (select json_agg(json_build_array(p.paid_at, p.site_no, p.last4)) from (
        select paid_at, site_no, last4 from purchase p
        where s.verdict is not null and p.customer_no = c.customer_no and p.incident_id = c.incident_id and p.base_no = c.base_no limit 30) p) as purchases
    from verification_code c join code_batch b on b.incident_id = c.incident_id and b.no = c.batch_no and b.state <> 'revoked'
      join scope_run r on r.incident_id = c.incident_id and r.state = 'frozen'
      left join scope_result s on s.incident_id = c.incident_id and s.run_no = r.no and s.base_no = c.base_no and s.customer_no = c.customer_no
    where c.hash = $1 and c.revoked_at is null`,
};
const written = {
  name: "written",
  text: `insert into bench_receipt (no, incident_id, base_no, customer_no, run_no, verdict, channel, told_on, told_at, batch_no)
    values ($1, $2, $3, $4, $5, $6, 'code', current_date, now(), $7) on conflict do nothing`,
};

async function answer(body) {
  const code = new URLSearchParams(body).get("code") ?? "";
  const { rows } = await pool.query({ ...read, values: [key.hash(code)] });
  const [row] = rows;
  if (!row) return "unconfirmed";
  await pool.query({
    ...written,
    values: [
      randomBytes(6).readUIntBE(0, 6),
      row.incident_id,
      row.base_no,
      row.customer_no,
      row.run_no,
      row.verdict,
      row.batch_no,
    ],
  });
  return `<p>${row.verdict}</p><p>${JSON.stringify(row.purchases)}</p>`;
}

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    answer(Buffer.concat(parts).toString("utf8")).then(
      (text) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.setHeader("Content-Length", Buffer.byteLength(text));
        response.end(text);
      },
      (error) => {
        console.error(error);
        response.statusCode = 500;
        response.end();
      },
    );
  });
});
server.listen(Number(port), "127.0.0.1", 4096, () => console.log("ready"));
