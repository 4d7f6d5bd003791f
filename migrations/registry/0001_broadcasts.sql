CREATE TABLE `broadcasts` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`scheduled_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`detail` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `broadcasts_created` ON `broadcasts` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `broadcasts_state` ON `broadcasts` (`state`,`scheduled_at`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`broadcast_id` text NOT NULL,
	`guild_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`channel_id` text,
	`message_id` text,
	`at` integer,
	PRIMARY KEY(`broadcast_id`, `guild_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `guilds` ADD `language` text DEFAULT 'en-US' NOT NULL;--> statement-breakpoint
ALTER TABLE `guilds` ADD `broadcast_channel_id` text;--> statement-breakpoint
ALTER TABLE `guilds` ADD `broadcast_categories` text DEFAULT '["changelog","announcement","maintenance"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `guilds` ADD `broadcast_broken` text;