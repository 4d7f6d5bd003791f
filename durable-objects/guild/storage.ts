/**
 * The guild object's own tables, as numbered steps: append, never change or reorder one that was deployed.
 * `PRAGMA user_version` is refused in objects, so `storage_steps` remembers how many ran.
 */
const steps: readonly string[] = [
  // one row an action until it is forgotten; `run` is the JSON of run.ts, `finished_at` null while something is left to do
  `CREATE TABLE actions (
     id TEXT PRIMARY KEY, nonce TEXT NOT NULL UNIQUE, accepted_at INTEGER NOT NULL, finished_at INTEGER, run TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX actions_unfinished ON actions (accepted_at) WHERE finished_at IS NULL`,
  // the last case number given out; no row until D1 was asked for the highest in use
  `CREATE TABLE counter (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL)`,
  // changes of recorded cases on their way to D1
  `CREATE TABLE amendments (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL, patch TEXT NOT NULL,
     next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)`,
  // what a temporary ban or timeout began and the clock must end
  `CREATE TABLE dues (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, target_id TEXT NOT NULL, ends_at INTEGER NOT NULL,
     next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, error TEXT, action_id TEXT NOT NULL);
   CREATE INDEX dues_next ON dues (next_at);
   CREATE INDEX dues_target ON dues (target_id);`,
  // the overwrites a lock replaced, so that unlock restores exactly them
  `CREATE TABLE locks (channel_id TEXT PRIMARY KEY, number INTEGER NOT NULL, former TEXT NOT NULL) WITHOUT ROWID`,
  // how far the event stream and the relay's batches got, and the latest lasting events
  `CREATE TABLE stream (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
     batch INTEGER NOT NULL);
   CREATE TABLE ring (slot INTEGER PRIMARY KEY, seq INTEGER NOT NULL, feed INTEGER NOT NULL, frame TEXT NOT NULL)`,
  // the guild itself, its roles and channels, as JSON: `guild`, `role:<id>`, `channel:<id>`
  `CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  // how much of what happened in which hour (UTC ms)
  `CREATE TABLE counters (hour INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (hour, name)) WITHOUT ROWID`,
  // full text over cases, the number as rowid; `tags` are the filters as words
  `CREATE VIRTUAL TABLE case_words USING fts5 (tags, reason, names, at UNINDEXED,
     tokenize = 'unicode61 remove_diacritics 2')`,
  // audit entries that are to become cases
  `CREATE TABLE audit_inbox (id TEXT PRIMARY KEY, entry TEXT NOT NULL, next_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  // what the audit log was told, on its way to D1
  `CREATE TABLE audit_outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL)`,
  // the same with the beginnings of words kept, so that one letter is found as fast as a word; at rises with the number
  `DROP TABLE case_words;
   CREATE VIRTUAL TABLE case_words USING fts5 (tags, reason, names, at UNINDEXED,
     tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')`,
  // comments by the key their writer gave them, so that sending one twice writes it once
  `CREATE TABLE comment_keys (key TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID`,
  // reports that are not closed, or have something left to do; what their open forms are about; who filed how many lately
  `CREATE TABLE reports (number INTEGER PRIMARY KEY, next_at INTEGER, kept TEXT NOT NULL);
   CREATE INDEX reports_next ON reports (next_at) WHERE next_at IS NOT NULL;
   CREATE TABLE report_drafts (reporter_id TEXT PRIMARY KEY, at INTEGER NOT NULL, draft TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE report_filings (at INTEGER NOT NULL, reporter_id TEXT NOT NULL)`,
  // what an event is known by when it may be told twice; where the audit log's chain stands and from where it is kept; full
  // text over its rows, `seq` as rowid, of which nothing but the index is stored
  `ALTER TABLE audit_outbox ADD COLUMN key TEXT;
   CREATE UNIQUE INDEX audit_outbox_key ON audit_outbox (key) WHERE key IS NOT NULL;
   CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL,
     anchor_seq INTEGER, anchor_hash TEXT);
   CREATE VIRTUAL TABLE audit_words USING fts5 (tags, words, content = '', contentless_delete = 1,
     tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')`,
  // messages kept as evidence until their case is on record; `snapshot` is contract/evidence.ts as JSON
  `CREATE TABLE evidence_box (action_id TEXT NOT NULL, message_id TEXT NOT NULL, snapshot TEXT NOT NULL, hash TEXT NOT NULL,
     taken_at INTEGER NOT NULL, PRIMARY KEY (action_id, message_id)) WITHOUT ROWID`,
  // members as they are searched, a batch of changes a row (member-index/entry.ts)
  `CREATE TABLE member_log (seq INTEGER PRIMARY KEY, size INTEGER NOT NULL, entries TEXT NOT NULL)`,
  // messages by author of a day (UTC ms of its start), and whose totals D1 has yet to learn
  `CREATE TABLE message_tally (day INTEGER PRIMARY KEY, counts TEXT NOT NULL, unsaved TEXT NOT NULL,
     due_at INTEGER)`,
  // work on many cases on its way, and what is left to take in of imported files
  `CREATE TABLE batches (id TEXT PRIMARY KEY, job TEXT NOT NULL, next_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0);
   CREATE TABLE import_chunks (id TEXT NOT NULL, chunk INTEGER NOT NULL, records TEXT NOT NULL, PRIMARY KEY (id, chunk))`,
  // mass actions, each target a row with its own outcome, and Discord's word on them on its way to D1
  `CREATE TABLE sweeps (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
     planned_at INTEGER NOT NULL, sweep TEXT NOT NULL);
   CREATE INDEX sweeps_open ON sweeps (state) WHERE state NOT IN ('done', 'stopped');
   CREATE TABLE sweep_items (sweep INTEGER NOT NULL, position INTEGER NOT NULL, target_id TEXT NOT NULL, name TEXT,
     avatar TEXT, bot INTEGER NOT NULL, verdict TEXT NOT NULL, acts INTEGER NOT NULL, kind TEXT, joined_at INTEGER,
     about INTEGER, state TEXT NOT NULL, number INTEGER, code TEXT, message TEXT, PRIMARY KEY (sweep, position)) WITHOUT ROWID;
   CREATE INDEX sweep_items_number ON sweep_items (number) WHERE number IS NOT NULL;
   CREATE TABLE sweep_confirmations (number INTEGER PRIMARY KEY, entry TEXT NOT NULL)`,
  // who is banned, as far as the list was read
  `CREATE TABLE bans (user_id TEXT PRIMARY KEY) WITHOUT ROWID`,
  // warnings whose consequence is still to be found or taken (ladder/ladder.ts)
  `CREATE TABLE ladder (number INTEGER PRIMARY KEY, warned TEXT NOT NULL, settled TEXT, next_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0)`,
  // when the relay was last heard of
  `ALTER TABLE stream ADD COLUMN heard_at INTEGER`,
  // messages that were kept and are no longer in Discord, and when that was noticed
  `CREATE TABLE gone_messages (message_id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID`,
  // when a sweep ended that still has its list of people
  `ALTER TABLE sweeps ADD COLUMN ended_at INTEGER;
   UPDATE sweeps SET ended_at = sweep ->> '$.shown.endedAt' WHERE state IN ('done', 'stopped');
   CREATE INDEX sweeps_ended ON sweeps (ended_at) WHERE ended_at IS NOT NULL`,
  // messages that were kept and were still in Discord when somebody looked at them, the last time
  `CREATE TABLE looked_messages (message_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  // both once more, without where in a text a word stands, which makes room for longer beginnings: what begins with a common
  // word is then walked page by page instead of gathered first
  `DROP TABLE case_words;
   CREATE VIRTUAL TABLE case_words USING fts5 (tags, reason, names, at UNINDEXED,
     tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5', detail = column);
   DROP TABLE audit_words;
   CREATE VIRTUAL TABLE audit_words USING fts5 (tags, words, content = '', contentless_delete = 1,
     tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5', detail = column)`,
]

/** Brings an object's tables up to date; called from the constructor, synchronous, all or nothing. */
export function prepareStorage(storage: DurableObjectStorage): void {
  const { sql } = storage
  sql.exec(`CREATE TABLE IF NOT EXISTS storage_steps (step INTEGER PRIMARY KEY)`)
  const { done } = sql.exec<{ done: number }>(`SELECT count(*) AS done FROM storage_steps`).one()
  if (done === steps.length) return
  storage.transactionSync(() => {
    for (let step = done; step < steps.length; step++) {
      sql.exec(steps[step] ?? '')
      sql.exec(`INSERT INTO storage_steps (step) VALUES (?)`, step)
    }
  })
}
