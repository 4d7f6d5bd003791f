ALTER TABLE `guilds` ADD `modules` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `guilds` ADD `active_at` integer;--> statement-breakpoint
ALTER TABLE `guilds` ADD `changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `guilds_changed` ON `guilds` (`changed_at`);