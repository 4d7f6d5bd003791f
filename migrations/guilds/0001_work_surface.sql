CREATE TABLE `case_comments` (
	`guild_id` text NOT NULL,
	`number` integer NOT NULL,
	`id` integer NOT NULL,
	`kind` text NOT NULL,
	`author` text,
	`text` text NOT NULL,
	`changes` text,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	PRIMARY KEY(`guild_id`, `number`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `case_evidence` (
	`guild_id` text NOT NULL,
	`number` integer NOT NULL,
	`message_id` text NOT NULL,
	`snapshot` text NOT NULL,
	`hash` text NOT NULL,
	`taken_at` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `number`, `message_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`guild_id` text NOT NULL,
	`id` text NOT NULL,
	`page` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `audit_rows` (
	`guild_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`category` text NOT NULL,
	`type` text NOT NULL,
	`actor_id` text,
	`target_id` text,
	`detail` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`guild_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reports` (
	`guild_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`reporter_id` text NOT NULL,
	`target_id` text NOT NULL,
	`assignee_id` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`detail` text NOT NULL,
	PRIMARY KEY(`guild_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reports_state` ON `reports` (`guild_id`,`state`,`number`);--> statement-breakpoint
CREATE INDEX `reports_target` ON `reports` (`guild_id`,`target_id`,`number`);--> statement-breakpoint
CREATE TABLE `member_events` (
	`guild_id` text NOT NULL,
	`user_id` text NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`guild_id`, `user_id`, `at`, `type`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_messages` (
	`guild_id` text NOT NULL,
	`user_id` text NOT NULL,
	`day` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`guild_id`, `user_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`guild_id` text NOT NULL,
	`id` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`by` text NOT NULL,
	`counts` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`guild_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `members_username`;--> statement-breakpoint
ALTER TABLE `members` ADD `cases` integer DEFAULT 0 NOT NULL;