/** The ops object's own tables, as numbered steps: append, never change or reorder one that was deployed. */
const steps: readonly string[] = [
  // the operational log; the same event within a minute is one row
  `CREATE TABLE log (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL,
     severity TEXT NOT NULL, type TEXT NOT NULL, guild_id TEXT, message TEXT NOT NULL, detail TEXT);
   CREATE VIRTUAL TABLE log_words USING fts5 (tags, words, tokenize = 'unicode61 remove_diacritics 2')`,
  // uses of commands: by day, command and server, and by hour and command with the spread of their latencies
  `CREATE TABLE command_days (day INTEGER NOT NULL, command TEXT NOT NULL, guild_id TEXT NOT NULL, uses INTEGER NOT NULL,
     failed INTEGER NOT NULL, PRIMARY KEY (day, command, guild_id)) WITHOUT ROWID;
   CREATE TABLE command_hours (hour INTEGER NOT NULL, command TEXT NOT NULL, uses INTEGER NOT NULL, failed INTEGER NOT NULL,
     spread TEXT NOT NULL, PRIMARY KEY (hour, command)) WITHOUT ROWID;
   CREATE TABLE command_users (user_id TEXT PRIMARY KEY) WITHOUT ROWID`,
  // uses by day and server, then command, with their latencies; days that are over, by command alone; what is counted on
  `CREATE TABLE command_uses (day INTEGER NOT NULL, guild_id TEXT NOT NULL, command TEXT NOT NULL, uses INTEGER NOT NULL,
     failed INTEGER NOT NULL, spread TEXT NOT NULL, PRIMARY KEY (day, guild_id, command)) WITHOUT ROWID;
   INSERT INTO command_uses SELECT day, guild_id, command, uses, failed, '' FROM command_days;
   DROP TABLE command_days;
   CREATE TABLE command_sums (day INTEGER NOT NULL, command TEXT NOT NULL, uses INTEGER NOT NULL, failed INTEGER NOT NULL,
     spread TEXT NOT NULL, PRIMARY KEY (day, command)) WITHOUT ROWID;
   CREATE TABLE command_tally (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   INSERT INTO command_tally SELECT 'users', count(*) FROM command_users;
   UPDATE command_hours SET spread = coalesce((SELECT group_concat(key || ':' || value, ' ')
     FROM json_each(command_hours.spread) WHERE value > 0), '')`,
  // what was counted, as JSON: minutes of a day, hours of a month; "at" is UTC ms of their start
  `CREATE TABLE figure_minutes (at INTEGER PRIMARY KEY, figures TEXT NOT NULL);
   CREATE TABLE figure_hours (at INTEGER PRIMARY KEY, figures TEXT NOT NULL)`,
]

/** Brings the tables up to date; called from the constructor, synchronous, all or nothing. */
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
