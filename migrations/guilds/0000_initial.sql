CREATE TABLE `cases` (
	`guild_id` text NOT NULL,
	`number` integer NOT NULL,
	`action_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`moderator_id` text,
	`target_id` text,
	`channel_id` text,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`ends_at` integer,
	`ended_at` integer,
	`detail` text NOT NULL,
	PRIMARY KEY(`guild_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cases_target` ON `cases` (`guild_id`,`target_id`,`number`);--> statement-breakpoint
CREATE INDEX `cases_created` ON `cases` (`guild_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `cases_running` ON `cases` (`ends_at`) WHERE ends_at IS NOT NULL AND ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `members` (
	`guild_id` text NOT NULL,
	`user_id` text NOT NULL,
	`username` text NOT NULL,
	`global_name` text,
	`nick` text,
	`avatar` text,
	`bot` integer DEFAULT false NOT NULL,
	`role_ids` text NOT NULL,
	`name_key` text NOT NULL,
	`joined_at` integer,
	`left_at` integer,
	`timeout_until` integer,
	PRIMARY KEY(`guild_id`, `user_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `members_name` ON `members` (`guild_id`,`name_key`,`user_id`);--> statement-breakpoint
CREATE INDEX `members_username` ON `members` (`guild_id`,`username`,`user_id`);--> statement-breakpoint
CREATE INDEX `members_joined` ON `members` (`guild_id`,`joined_at`,`user_id`);